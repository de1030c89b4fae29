/* The encoder, tagger and parser of the English model, over the paragraphs of one article.
 *
 * Compiled once for each kind of processor (`NAME(x)` puts the kind behind the name); called through ctypes, so that
 * one library serves every Python. Shapes and names are those of model/weights.npz.
 */
#include "dense.h"

#define JOINED(a, b) a##_##b
#define NAMED(a, b) JOINED(a, b)
#define NAME(x) NAMED(x, KIND)
#define UNITS 96
#define MAXOUT 3
#define PADDING 4

typedef struct {
    const float *w, *b, *scale, *shift;
} layer;

#include "eight.h"

typedef struct {
    long layers, tagger_outs, narrow_outs, upper_outs, tags, moves, first_left, first_right, first_break;
    const layer *window;
    const layer8 *window8; /* null where the window layers are not to be rounded */
    const float *tagger_w, *tagger_b, *narrow_w, *narrow_b, *slots_w, *slots_b, *slots_pad, *upper_w, *upper_b;
    const int *move_label, *lifted, *plain;
    long root;
} model;

#include "decode.h"

/* One maxout layer with its norm over rows that lie `stride` floats apart. */
void NAME(maxout)(const float *rows, long stride, long count, long ins, const layer *l, int add, float *out) {
    float block[BLOCK * UNITS * MAXOUT];
    for (long first = 0; first < count; first += BLOCK) {
        long some = count - first < BLOCK ? count - first : BLOCK;
        const float *from = rows + first * stride;
        multiply(from, stride, some, ins, l->w, UNITS * MAXOUT, block);
        for (long r = 0; r < some; r++)
            finish_row(block + r * UNITS * MAXOUT, l->b, l->scale, l->shift, UNITS, MAXOUT,
                       add ? from + r * stride + UNITS : 0, out + (first + r) * UNITS);
    }
}

static void tag(const model *m, const float *vectors, long words, unsigned char *tags) {
    float scores[BLOCK * UNITS];
    for (long i = 0; i < words; i++) {
        if (i % BLOCK == 0) {
            long some = words - i < BLOCK ? words - i : BLOCK;
            multiply(vectors + i * UNITS, UNITS, some, UNITS, m->tagger_w, m->tagger_outs, scores);
        }
        float *row = scores + i % BLOCK * m->tagger_outs;
        long best = 0;
        for (long t = 0; t < m->tags; t++) {
            row[t] += m->tagger_b[t];
            if (row[t] > row[best]) best = t;
        }
        tags[i] = (unsigned char)best;
    }
}

/* Parse one paragraph, given the vectors of its words. */
static void parse(const model *m, const float *vectors, long words, float *slots, float *narrow, int *room, int *heads,
                  int *labels, int *low, int *high, unsigned char *starts) {
    multiply(vectors, UNITS, words, UNITS, m->narrow_w, m->narrow_outs, narrow);
    for (long i = 0; i < words; i++)
        for (long o = 0; o < m->narrow_outs; o++) narrow[i * m->narrow_outs + o] += m->narrow_b[o];
    for (long first = 0; first < words; first += BLOCK) {
        long some = words - first < BLOCK ? words - first : BLOCK;
        multiply(narrow + first * HIDDEN, HIDDEN, some, HIDDEN, m->slots_w, SLOTS * SUMMED,
                 slots + first * SLOTS * SUMMED);
    }
    decode(m, slots, words, room, heads, labels, low, high, starts);
}

/* How many floats and ints of room a call of `analyse` needs. */
void NAME(measure)(const long *bounds, long paragraphs, long *floats, long *ints) {
    long words = bounds[paragraphs], longest = 0;
    for (long p = 0; p < paragraphs; p++)
        if (bounds[p + 1] - bounds[p] > longest) longest = bounds[p + 1] - bounds[p];
    long rows = words + PADDING * (paragraphs + 1);
    *floats = 2 * (rows + 2) * UNITS + longest * (SLOTS * SUMMED + HIDDEN) + (rows + 2) * (UNITS / 4 + 1);
    *ints = room_for(longest);
}

/* words: row of each word in `mixed` [.., UNITS]; bounds: first word of each paragraph, and their number at the end.
 * Out, a word each: tag, head and edges (counted in the article), label, whether a sentence starts. */
void NAME(analyse)(const model *m, const float *mixed, const int *words, const long *bounds, long paragraphs,
                   float *floats, int *ints, unsigned char *tags, int *heads, int *labels, int *low, int *high,
                   unsigned char *starts) {
    long count = bounds[paragraphs], rows = count + PADDING * (paragraphs + 1), size = (rows + 2) * UNITS;
    float *now = floats, *then = floats + size, *narrow = floats + 2 * size;
    memset(floats, 0, 2 * size * sizeof(float));
    for (long p = 0; p < paragraphs; p++) {
        float *to = now + (1 + PADDING * (p + 1) + bounds[p]) * UNITS;
        for (long i = bounds[p]; i < bounds[p + 1]; i++, to += UNITS)
            memcpy(to, mixed + (long)words[i] * UNITS, UNITS * sizeof(float));
    }
    float *steps = narrow;
    uint8_t *rounded = (uint8_t *)(narrow + rows + 2);
    for (long l = 0; l < m->layers; l++) {
        if (m->window8) window8(now, rows, m->window8 + l, rounded, steps, then + UNITS);
        else NAME(maxout)(now, UNITS, rows, 3 * UNITS, m->window + l, 1, then + UNITS);
        float *other = now; now = then; then = other;
    }
    for (long p = 0; p < paragraphs; p++) {
        long first = bounds[p], some = bounds[p + 1] - first;
        if (!some) continue;
        const float *vectors = now + (1 + PADDING * (p + 1) + first) * UNITS;
        tag(m, vectors, some, tags + first);
        parse(m, vectors, some, narrow + some * HIDDEN, narrow, ints, heads + first, labels + first, low + first,
              high + first, starts + first);
        for (long i = first; i < bounds[p + 1]; i++) { heads[i] += first; low[i] += first; high[i] += first; }
    }
}
