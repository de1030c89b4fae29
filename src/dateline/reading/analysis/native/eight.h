/* The window layers in 8 bits: each word's vector is rounded to 127 steps of its own, each output's weights to 255.
 *
 * The sums of products are whole numbers, so that every kind of processor finds the same ones; 7 bits for the words,
 * since pairs of products must fit 16 bits where a processor adds them so.
 * Weights of a panel lie [part of the window][four inputs][output][input].
 */
#if defined(__AVX2__)
#include <immintrin.h>
#endif

#define ZERO 64
#define STEPS 63.0f
#define WINDOW 3
#define FOURS (UNITS / 4)
#define TILE8 6

typedef struct {
    const int8_t *w;
    const float *size;   /* what one step of an output's weights is worth */
    const int *zeros;    /* [WINDOW][outs]: ZERO times the sum of an output's weights of that part */
    const float *b, *scale, *shift;
} layer8;

#if defined(__AVX512VNNI__)
typedef __m512i sums;
static inline sums no_sums(void) { return _mm512_setzero_si512(); }
static inline sums add_four(sums to, int four, const int8_t *w) {
    return _mm512_dpbusd_epi32(to, _mm512_set1_epi32(four), _mm512_loadu_si512(w));
}
static inline void put_sums(int *out, sums from) { _mm512_storeu_si512(out, from); }
#elif defined(__AVX2__)
typedef struct { __m256i low, high; } sums;
static inline sums no_sums(void) { return (sums){_mm256_setzero_si256(), _mm256_setzero_si256()}; }
static inline __m256i add_half(__m256i to, __m256i four, const int8_t *w) {
    __m256i pairs = _mm256_maddubs_epi16(four, _mm256_loadu_si256((const __m256i *)w));
    return _mm256_add_epi32(to, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}
static inline sums add_four(sums to, int four, const int8_t *w) {
    __m256i all = _mm256_set1_epi32(four);
    return (sums){add_half(to.low, all, w), add_half(to.high, all, w + 32)};
}
static inline void put_sums(int *out, sums from) {
    _mm256_storeu_si256((__m256i *)out, from.low);
    _mm256_storeu_si256((__m256i *)(out + 8), from.high);
}
#else
typedef struct { int of[PANEL]; } sums;
static inline sums no_sums(void) { return (sums){{0}}; }
static inline sums add_four(sums to, int four, const int8_t *w) {
    uint8_t q[4];
    memcpy(q, &four, 4);
    for (int o = 0; o < PANEL; o++)
        to.of[o] += q[0] * w[4 * o] + q[1] * w[4 * o + 1] + q[2] * w[4 * o + 2] + q[3] * w[4 * o + 3];
    return to;
}
static inline void put_sums(int *out, sums from) { memcpy(out, from.of, sizeof from.of); }
#endif

/* Round one vector; gives what one step is worth. */
static float round_row(const float *row, uint8_t *to) {
    float most = 0;
    for (int u = 0; u < UNITS; u++) most = fmaxf(most, fabsf(row[u]));
    float by = most > 0 ? STEPS / most : 0;
    for (int u = 0; u < UNITS; u++) to[u] = (uint8_t)((int)lrintf(row[u] * by) + ZERO);
    return most / STEPS;
}

static inline int four_of(const uint8_t *from) {
    int four;
    memcpy(&four, from, 4);
    return four;
}

/* `count` rows (at most TILE8) times one panel of 16 outputs. */
static inline void multiply_panel8(const uint8_t *rows, const float *steps, int count, const layer8 *l, long p,
                                   float *out, long width) {
    const int8_t *w = l->w + p * WINDOW * UNITS;
    float total[TILE8][PANEL] = {{0}};
    for (int part = 0; part < WINDOW; part++) {
        sums found[TILE8];
        for (int r = 0; r < count; r++) found[r] = no_sums();
        for (int f = 0; f < FOURS; f++, w += 4 * PANEL)
            for (int r = 0; r < count; r++)
                found[r] = add_four(found[r], four_of(rows + (r + part) * UNITS + 4 * f), w);
        const int *zeros = l->zeros + part * UNITS * MAXOUT + p;
        for (int r = 0; r < count; r++) {
            int plain[PANEL];
            put_sums(plain, found[r]);
            for (int o = 0; o < PANEL; o++) total[r][o] += steps[r + part] * (float)(plain[o] - zeros[o]);
        }
    }
    for (int r = 0; r < count; r++)
        for (int o = 0; o < PANEL; o++) out[r * width + o] = total[r][o] * l->size[p + o];
}

/* One window layer over rows that have one row of zeros before and behind them. */
static void window8(const float *rows, long count, const layer8 *l, uint8_t *rounded, float *steps, float *out) {
    for (long r = 0; r < count + 2; r++) steps[r] = round_row(rows + r * UNITS, rounded + r * UNITS);
    float block[TILE8 * UNITS * MAXOUT];
    for (long first = 0; first < count; first += TILE8) {
        int some = count - first < TILE8 ? (int)(count - first) : TILE8;
        const uint8_t *from = rounded + first * UNITS;
        for (long p = 0; p < UNITS * MAXOUT; p += PANEL) {
            if (some == TILE8) multiply_panel8(from, steps + first, TILE8, l, p, block + p, UNITS * MAXOUT);
            else multiply_panel8(from, steps + first, some, l, p, block + p, UNITS * MAXOUT);
        }
        for (int r = 0; r < some; r++)
            finish_row(block + r * UNITS * MAXOUT, l->b, l->scale, l->shift, UNITS, MAXOUT,
                       rows + (first + r + 1) * UNITS, out + (first + r) * UNITS);
    }
}
