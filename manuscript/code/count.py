"""Count parameters and multiply-adds of a network."""

def count(size, channels, layers):
    params = macs = 0
    for kind, maps, window, stride in layers:
        if kind == "pool":
            size = (size - window) // stride + 1
            continue
        if kind == "dense":
            window = size      # one window over all of it
        size = (size - window) // stride + 1
        params += maps * (channels * window**2 + 1)
        macs += size**2 * maps * channels * window**2
        channels = maps
    return params, macs

LENET = [("conv", 20, 5, 1), ("pool", 0, 2, 2),
         ("conv", 50, 5, 1), ("pool", 0, 2, 2),
         ("dense", 500, 0, 1), ("dense", 10, 0, 1)]

print(count(28, 1, LENET))         # (431080, 2293000)
