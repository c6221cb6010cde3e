using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Lth4Sa.Networks.Devices;

/// <summary>
/// oneDNN, the library of convolutions inside libtorch for CPUs. Its version 3.7, in libtorch 2.10, takes each cache of an AMD
/// processor for one byte where a virtual machine hides their sizes (CPUID's leaf 0x8000001D answers nothing). It then
/// computes wrong gradients for convolutions whose channels are no multiple of 16, and divides by zero, which ends the
/// process, for some of ResNet50's. On such a machine it is switched off: libtorch's own convolutions are right, and about
/// half as fast. The environment variable LTH4SA_ONEDNN=false switches it off everywhere, for the same results on different
/// processors.
/// </summary>
public static class OneDnn
{
    private const string Library = "torch_cpu";

    private const int CacheProperties = unchecked((int)0x8000001D), Amd = 0x68747541;

    private static readonly Lazy<bool> Used = new(Decide);

    /// <summary>
    /// Whether convolutions on this machine's CPU use it. Asked for before the first convolution, it is switched off
    /// where it is wrong.
    /// </summary>
    public static bool IsUsed => Used.Value;

    private static bool Decide()
    {
        var hidden = X86Base.IsSupported && X86Base.CpuId(0, 0).Ebx == Amd && X86Base.CpuId(CacheProperties, 0) is (_, 0, 0, _);
        var unwanted = Environment.GetEnvironmentVariable("LTH4SA_ONEDNN") == "false";
        // The setters have their names of the Itanium C++ ABI.
        if (!(hidden || unwanted) || OperatingSystem.IsWindows())
        {
            return true;
        }

        var context = GlobalContext();
        SetUserEnabledMkldnn(context, enabled: false);
        // NNPACK refuses such a machine by itself, and writes to the standard error that it does.
        SetUserEnabledNnpack(context, enabled: false);
        return false;
    }

    // What PyTorch's torch.backends.mkldnn.enabled does; TorchSharp has no call for it.
    [DllImport(Library, EntryPoint = "_ZN2at13globalContextEv")]
    private static extern nint GlobalContext();

    [DllImport(Library, EntryPoint = "_ZN2at7Context20setUserEnabledMkldnnEb")]
    private static extern void SetUserEnabledMkldnn(nint context, [MarshalAs(UnmanagedType.I1)] bool enabled);

    [DllImport(Library, EntryPoint = "_ZN2at7Context20setUserEnabledNNPACKEb")]
    private static extern void SetUserEnabledNnpack(nint context, [MarshalAs(UnmanagedType.I1)] bool enabled);
}
