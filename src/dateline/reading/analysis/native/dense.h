/* Products of a row of numbers with a packed matrix, and the maxout layers made of them.
 *
 * Every output is one chain of multiply-adds over the inputs in their order, so that a row gives the same bits
 * whatever rows lie beside it. A packed matrix is cut into panels of PANEL outputs; within a panel the weights of one
 * input lie side by side. The number of outputs is a multiple of PANEL; what is too much is zero.
 */
#include <stdint.h>
#include <string.h>
#include <math.h>

#define PANEL 16
#if defined(__AVX2__)
#define LANES 8
#define TILE 6
#elif defined(__aarch64__)
#define LANES 4
#define TILE 6
#else
#define LANES 4
#define TILE 2
#endif
#define WIDTH (PANEL / LANES)
#define BLOCK 48
#define PANELS_AT_ONCE 4
#define WIDEST 1024

typedef float lanes __attribute__((vector_size(LANES * 4), aligned(4), may_alias));
typedef int masks __attribute__((vector_size(LANES * 4)));

static inline lanes load(const float *from) { return *(const lanes *)from; }
static inline void store(float *to, lanes values) { *(lanes *)to = values; }
static inline lanes spread(float value) { return value - (lanes){0}; }
static inline lanes larger(lanes a, lanes b) {
    masks greater = a > b;
    return (lanes)((greater & (masks)a) | (~greater & (masks)b));
}

/* TILE rows, `stride` floats apart, times one panel. */
static inline void multiply_tile(const float *rows, long stride, long ins, const float *panel, float *out, long width) {
    lanes sum[TILE][WIDTH];
    for (int r = 0; r < TILE; r++)
        for (int w = 0; w < WIDTH; w++) sum[r][w] = (lanes){0};
    for (long i = 0; i < ins; i++, panel += PANEL) {
        lanes weights[WIDTH];
        for (int w = 0; w < WIDTH; w++) weights[w] = load(panel + w * LANES);
        for (int r = 0; r < TILE; r++) {
            lanes value = spread(rows[r * stride + i]);
            for (int w = 0; w < WIDTH; w++) sum[r][w] += value * weights[w];
        }
    }
    for (int r = 0; r < TILE; r++)
        for (int w = 0; w < WIDTH; w++) store(out + r * width + w * LANES, sum[r][w]);
}

/* One row times `panels` panels side by side: chains that do not wait for each other. */
static inline void multiply_some(const float *row, long ins, const float *packed, int panels, float *out) {
    lanes sum[PANELS_AT_ONCE * WIDTH];
    for (int p = 0; p < panels * WIDTH; p++) sum[p] = (lanes){0};
    for (long i = 0; i < ins; i++, packed += PANEL) {
        lanes value = spread(row[i]);
        for (int p = 0; p < panels; p++)
            for (int w = 0; w < WIDTH; w++) sum[p * WIDTH + w] += value * load(packed + p * ins * PANEL + w * LANES);
    }
    for (int p = 0; p < panels * WIDTH; p++) store(out + p * LANES, sum[p]);
}

static inline void multiply_row(const float *row, long ins, const float *packed, long outs, float *out) {
    long p = 0;
    for (; p + 4 * PANEL <= outs; p += 4 * PANEL) multiply_some(row, ins, packed + p * ins, 4, out + p);
    for (; p + 3 * PANEL <= outs; p += 3 * PANEL) multiply_some(row, ins, packed + p * ins, 3, out + p);
    for (; p < outs; p += PANEL) multiply_some(row, ins, packed + p * ins, 1, out + p);
}

/* out[count][outs] = rows times packed; without bias. At most BLOCK rows at a time profit from the cache. */
static void multiply(const float *rows, long stride, long count, long ins, const float *packed, long outs, float *out) {
    for (long p = 0; p < outs; p += PANEL) {
        const float *panel = packed + p * ins;
        long r = 0;
        for (; r + TILE <= count; r += TILE) multiply_tile(rows + r * stride, stride, ins, panel, out + r * outs + p, outs);
        for (; r < count; r++) multiply_some(rows + r * stride, ins, panel, 1, out + r * outs + p);
    }
}

/* The largest piece of each unit, brought to mean 0 and variance 1, scaled and shifted; `add` (may be null) is added. */
static void finish_row(const float *row, const float *bias, const float *scale, const float *shift, long units,
                       int pieces, const float *add, float *out) {
    float best[WIDEST];
    lanes total = (lanes){0};
    for (long u = 0; u < units; u += LANES) {
        lanes most = load(row + u) + load(bias + u);
        for (int p = 1; p < pieces; p++) most = larger(load(row + p * units + u) + load(bias + p * units + u), most);
        store(best + u, most);
        total += most;
    }
    float mean = 0, spread_ = 0;
    for (int l = 0; l < LANES; l++) mean += total[l];
    mean /= (float)units;
    lanes squares = (lanes){0};
    for (long u = 0; u < units; u += LANES) {
        lanes off = load(best + u) - mean;
        squares += off * off;
    }
    for (int l = 0; l < LANES; l++) spread_ += squares[l];
    float by = 1.0f / sqrtf(spread_ / (float)units + 1e-8f);
    for (long u = 0; u < units; u += LANES) {
        lanes value = (load(best + u) - mean) * by * load(scale + u) + load(shift + u);
        if (add) value += load(add + u);
        store(out + u, value);
    }
}
