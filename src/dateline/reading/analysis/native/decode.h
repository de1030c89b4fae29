/* The decisions of the parser over one paragraph: arc-eager, greedy, as spaCy 3 takes them.
 *
 * Moves come in the order shift, reduce, left arcs, right arcs, break. A word that is unshifted goes back to the
 * buffer once; the newest child of each side is what the parser looks at.
 */
#define SLOTS 8
#define HIDDEN 64
#define PIECES 2
#define SUMMED (HIDDEN * PIECES)

typedef struct {
    long words, depth, waiting, next;
    int *stack, *buffer, *heads, *labels, *left, *right, *before;
    unsigned char *shifted, *begins;
} state;

static inline int on_stack(const state *s, long i) { return i < s->depth ? s->stack[s->depth - 1 - i] : -1; }

static inline int in_buffer(const state *s, long i) {
    if (i < s->waiting) return s->buffer[s->waiting - 1 - i];
    long word = s->next + i - s->waiting;
    return word < s->words ? (int)word : -1;
}

static inline long left_over(const state *s) { return s->words - s->next + s->waiting; }

static inline void shift(state *s) {
    int word = s->waiting ? s->buffer[--s->waiting] : (int)s->next++;
    s->stack[s->depth++] = word;
}

static inline void attach(state *s, int head, int child, int label) {
    int old = s->heads[child];
    if (old >= 0) {
        int *last = old > child ? s->left : s->right;
        if (last[old] == child) last[old] = s->before[child];
    }
    int *last = head > child ? s->left : s->right;
    s->before[child] = last[head];
    last[head] = child;
    s->heads[child] = head;
    s->labels[child] = label;
}

/* Score every move: the sums of what the eight words in view contribute, their larger pieces, one product. */
static void score(const state *s, const model *m, const float *slots, float *scores) {
    int b0 = in_buffer(s, 0), s0 = on_stack(s, 0);
    int seen[SLOTS] = {b0, in_buffer(s, 1), s0, on_stack(s, 1), on_stack(s, 2),
                       b0 >= 0 ? s->left[b0] : -1, s0 >= 0 ? s->left[s0] : -1, s0 >= 0 ? s->right[s0] : -1};
    const float *from[SLOTS];
    for (int f = 0; f < SLOTS; f++)
        from[f] = (seen[f] < 0 ? m->slots_pad : slots + (long)seen[f] * SLOTS * SUMMED) + f * SUMMED;
    float hidden[HIDDEN];
    for (int u = 0; u < HIDDEN; u += LANES) {
        lanes first = (lanes){0}, second = (lanes){0};
        for (int f = 0; f < SLOTS; f++) {
            first += load(from[f] + u);
            second += load(from[f] + HIDDEN + u);
        }
        first += load(m->slots_b + u);
        second += load(m->slots_b + HIDDEN + u);
        store(hidden + u, larger(first, second));
    }
    multiply_row(hidden, HIDDEN, m->upper_w, m->upper_outs, scores);
    for (long i = 0; i < m->moves; i++) scores[i] += m->upper_b[i];
}

static inline void best_of(const float *scores, long first, long last, long *best) {
    for (long i = first; i < last; i++)
        if (*best < 0 || scores[i] > scores[*best]) *best = i;
}

static long choose(const state *s, const model *m, const float *scores) {
    long best = -1, rest = left_over(s);
    int b0 = in_buffer(s, 0), b1 = in_buffer(s, 1);
    int begins = b0 >= 0 && s->begins[b0], arcs = s->depth && rest && !begins;
    if (!s->depth || (rest >= 2 && !begins && !s->shifted[b0])) best_of(scores, 0, 1, &best);
    if (s->depth) best_of(scores, 1, 2, &best);
    if (arcs) best_of(scores, m->first_left, m->first_break, &best);
    if (rest >= 2 && b1 == b0 + 1 && !s->begins[b1]) best_of(scores, m->first_break, m->moves, &best);
    return best;
}

static void apply(state *s, const model *m, long move) {
    int b0 = in_buffer(s, 0), s0 = on_stack(s, 0);
    if (move == 0) {
        shift(s);
    } else if (move == 1) {
        s->depth--;
        if (s->heads[s0] < 0 && s->depth > 0) {
            s->shifted[s0] = 1;
            s->buffer[s->waiting++] = s0;
        }
    } else if (move < m->first_right) {
        attach(s, b0, s0, m->move_label[move]);
        s->shifted[b0] = 0;
        s->depth--;
    } else if (move < m->first_break) {
        attach(s, s0, b0, m->move_label[move]);
        shift(s);
    } else {
        s->begins[in_buffer(s, 1)] = 1;
    }
}

static int widen_one(const int *heads, long i, int *low, int *high) {
    int h = heads[i], before = low[h], behind = high[h];
    if (low[i] < before) low[h] = low[i];
    if (high[i] > behind) high[h] = high[i];
    return low[h] != before || high[h] != behind;
}

static int widen_all(const int *heads, long words, int *low, int *high) {
    int changed = 0;
    for (long i = 0; i < words; i++) changed |= widen_one(heads, i, low, high);
    for (long i = words - 1; i >= 0; i--) changed |= widen_one(heads, i, low, high);
    return changed;
}

/* The first and last word below each word, as spaCy widens them until no head lies outside its sentence. */
static int widen(const int *heads, long words, int *low, int *high, unsigned char *starts) {
    widen_all(heads, words, low, high);
    memset(starts, 0, words);
    for (long i = 0; i < words; i++)
        if (heads[i] == i) starts[low[i]] = 1;
    long begin = 0;
    for (long i = 0; i < words; i++) {
        if (!((i > 0 && starts[i]) || i == words - 1)) continue;
        for (long j = begin; j < i; j++)
            if (heads[j] < begin || heads[j] >= i + 1) return 0;
        begin = i;
    }
    return 1;
}

static void find_edges(const int *heads, long words, int *low, int *high, unsigned char *starts) {
    for (long i = 0; i < words; i++) low[i] = high[i] = (int)i;
    for (int round = 0; !widen(heads, words, low, high, starts) && round <= 10; round++) {}
}

/* A label "prep||dobj" hangs on the first word labelled "dobj" below its head, found breadth first. */
static int find_lifted(const state *s, const model *m, const int *low, const int *high, int word, int *queue) {
    int wanted = m->lifted[s->labels[word]];
    long from = 0, to = 1;
    queue[0] = s->heads[word];
    for (; from < to && to < s->words; from++) {
        int head = queue[from];
        for (int child = low[head]; child <= high[head]; child++) {
            if (child == head || s->heads[child] != head || child == word) continue;
            if (s->labels[child] == wanted) return child;
            if (to < s->words) queue[to++] = child;
        }
    }
    return s->heads[word];
}

static void finish(state *s, const model *m, int *low, int *high, unsigned char *starts, int *queue) {
    int lifted = 0;
    for (long i = 0; i < s->words; i++) {
        if (s->heads[i] < 0) { s->heads[i] = (int)i; s->labels[i] = m->root; }
        lifted |= m->lifted[s->labels[i]] >= 0;
    }
    find_edges(s->heads, s->words, low, high, starts);
    if (lifted) {
        for (long i = 0; i < s->words; i++) {
            if (m->lifted[s->labels[i]] < 0) continue;
            int head = find_lifted(s, m, low, high, (int)i, queue);
            s->heads[i] = head;
            s->labels[i] = m->plain[s->labels[i]];
        }
        find_edges(s->heads, s->words, low, high, starts);
    }
    while (widen_all(s->heads, s->words, low, high)) {}
}

/* How much room, in ints, the decoding of so many words takes. */
static long room_for(long words) { return 8 * words + (2 * words + 3) / 4 + 1; }

static void decode(const model *m, const float *slots, long words, int *room, int *heads, int *labels, int *low,
                   int *high, unsigned char *starts) {
    state s = {.words = words, .stack = room, .buffer = room + words, .heads = heads, .labels = labels,
               .left = room + 2 * words, .right = room + 3 * words, .before = room + 4 * words};
    s.shifted = (unsigned char *)(room + 8 * words);
    s.begins = s.shifted + words;
    memset(s.shifted, 0, 2 * words);
    for (long i = 0; i < words; i++) { heads[i] = s.left[i] = s.right[i] = s.before[i] = -1; labels[i] = m->root; }
    float scores[WIDEST];
    while (s.depth || left_over(&s)) {
        score(&s, m, slots, scores);
        long move = choose(&s, m, scores);
        if (move < 0) break;
        apply(&s, m, move);
    }
    finish(&s, m, low, high, starts, room + 5 * words);
}
