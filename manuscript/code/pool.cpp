#include <cassert>

// ANCHOR: windows
// How many windows of `kernel` pixels, `stride` apart,
// stand on `n` pixels with a border of `pad` on each side?
int windows(int n, int kernel, int stride, int pad,
            bool up) {
  const int room = n + 2 * pad - kernel;
  int count = (up ? room + stride - 1 : room) / stride + 1;
  // A window must begin before the picture ends.
  if (up && pad > 0 && (count - 1) * stride >= n + pad)
    --count;
  return count;
}
// ANCHOR_END: windows

int main() {
  assert(windows(112, 3, 2, 0, true) == 56);
  assert(windows(112, 3, 2, 0, false) == 55);
}
