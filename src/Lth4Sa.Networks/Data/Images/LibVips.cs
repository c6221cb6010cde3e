using NetVips;

namespace Lth4Sa.Networks.Data.Images;

/// <summary>The native library that decodes images. It comes with the system, not with a package of .NET.</summary>
public static class LibVips
{
    /// <exception cref="DllNotFoundException">It is not installed; the message has the command that installs it.</exception>
    public static void Require()
    {
        if (!ModuleInitializer.VipsInitialized)
        {
            throw new DllNotFoundException("libvips is missing. Install it with: sudo apt-get install -y --no-install-recommends libvips42",
                ModuleInitializer.Exception);
        }
    }
}
