// How many windows of `kernel` pixels, `stride` apart, stand on
// `n` pixels with `pad` pixels of border on either side?
int windows(int n, int kernel, int stride, int pad, bool up) {
  const int room = n + 2 * pad - kernel;
  int count = (up ? room + stride - 1 : room) / stride + 1;
  // A window must begin inside the picture or its left border.
  if (up && pad > 0 && (count - 1) * stride >= n + pad) --count;
  return count;
}
