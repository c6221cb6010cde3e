namespace TorchSharp;

public static partial class torch
{
    /// <summary>No gradients are recorded on this thread until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => Native.lth_is_grad_enabled() != 0;

    /// <summary>Threads that one operator may use. The default here is libtorch's: 1 with Debian's OpenBLAS.</summary>
    public static int get_num_threads() => Native.lth_get_num_threads();

    public static void set_num_threads(int num) => Native.Check(Native.lth_set_num_threads(num));

    /// <summary>Seeds the process-wide generator that default initialisation draws from.</summary>
    public static void manual_seed(long seed) => Native.Check(Native.lth_manual_seed(seed));

    private sealed class GradMode : IDisposable
    {
        private readonly bool before = is_grad_enabled();

        public GradMode(bool mode) => Native.lth_set_grad_enabled(mode ? 1 : 0);

        public void Dispose() => Native.lth_set_grad_enabled(before ? 1 : 0);
    }
}
