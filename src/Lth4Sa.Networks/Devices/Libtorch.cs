using System.Runtime.InteropServices;
using TorchSharp;

namespace Lth4Sa.Networks.Devices;

/// <summary>What libtorch is, and what it sees of this machine.</summary>
public static class Libtorch
{
    /// <summary>Bytes of a std::string of libstdc++, which begins with its address and its length.</summary>
    private const int StringSize = 32;

    /// <summary>The version of libtorch, such as 2.10.0.</summary>
    public static string Version { get; } = System.Version.Parse(torch.__version__).ToString(3);

    /// <summary>
    /// The instructions that its own operators use: AVX512, AVX2 or DEFAULT, or what the environment variable
    /// ATEN_CPU_CAPABILITY says. Sums are rounded differently with each. Null where it cannot be asked.
    /// </summary>
    public static string? CpuCapability { get; } = AskCpuCapability();

    /// <summary>GPUs of the CUDA runtime; 0 with libtorch for CPUs.</summary>
    public static int Gpus => torch.cuda.is_available() ? torch.cuda.device_count() : 0;

    private static string? AskCpuCapability()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return null;
        }

        // TorchSharp loads the libraries at its first call.
        _ = torch.get_num_threads();
        var text = Marshal.AllocHGlobal(StringSize);
        try
        {
            GetCpuCapability(text);
            // A text as short as this lies within the string.
            return Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(text), (int)Marshal.ReadIntPtr(text, nint.Size));
        }
        finally
        {
            Marshal.FreeHGlobal(text);
        }
    }

    // The result is a std::string, for which the caller gives the place.
    [DllImport("torch_cpu", EntryPoint = "_ZN2at18get_cpu_capabilityB5cxx11Ev")]
    private static extern void GetCpuCapability(nint text);
}
