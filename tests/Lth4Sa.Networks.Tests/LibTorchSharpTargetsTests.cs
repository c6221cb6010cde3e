using System.Diagnostics;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

/// <summary>build/LibTorchSharp.targets, which makes TorchSharp's native library loadable where GLIBCXX_3.4.32 is missing.</summary>
public sealed class LibTorchSharpTargetsTests : IDisposable
{
    private const string Version = "GLIBCXX_3.4.32", Symbol = "_ZSt21ios_base_library_initv";

    private static readonly string Built = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Library_AsBuilt_LoadsAndIsLeftAsItIs()
    {
        Assert.Equal(3, ones(3).sum().item<float>());
        Assert.Equal((0, ""), await WeakenAsync(Built, Version, Symbol));
        Assert.Equal(await File.ReadAllBytesAsync(Built), await File.ReadAllBytesAsync(folder.File("out.so")));
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.99", Symbol, "It needs GLIBCXX_3.4.99 0 times.")]
    [InlineData(Version, "_ZSt4cout", "It needs GLIBCXX_3.4.32 for: _ZSt21ios_base_library_initv.")]
    [InlineData("GLIBCXX_3.4.11", "_ZSt4cout", "It needs GLIBCXX_3.4.11 for: ")]
    public async Task Library_WithOtherNeeds_FailsTheBuild(string version, string symbol, string expected)
    {
        var (exit, error) = await WeakenAsync(Built, version, symbol);
        Assert.Equal(1, exit);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains($"Expected one need of {version} for {symbol} alone.", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("out.so")));
    }

    [Theory]
    [InlineData(0, "It is no 64-bit little-endian ELF library.")]
    [InlineData(10_000, "It is no ELF library, or is damaged.")]
    public async Task Library_CutOff_FailsTheBuild(int length, string expected)
    {
        await File.WriteAllBytesAsync(folder.File("cut.so"), (await File.ReadAllBytesAsync(Built))[..length]);
        var (exit, error) = await WeakenAsync(folder.File("cut.so"), Version, Symbol);
        Assert.Equal(1, exit);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    /// <summary>Builds a project that does nothing but weaken the need.</summary>
    private async Task<(int ExitCode, string Error)> WeakenAsync(string source, string version, string symbol)
    {
        var targets = BuildMetadata.Of("LibTorchSharpTargets");
        await File.WriteAllTextAsync(folder.File("weaken.proj"), $"""
            <Project DefaultTargets="Weaken">
              <Import Project="{targets}" />
              <Target Name="Weaken">
                <WeakenVersionNeed Source="{source}" Destination="{folder.File("out.so")}" Version="{version}" Symbol="{symbol}" />
              </Target>
            </Project>
            """);
        using var build = Process.Start(new ProcessStartInfo("dotnet",
            ["msbuild", folder.File("weaken.proj"), "-nologo", "-noAutoResponse", "-nodeReuse:false", "-verbosity:quiet"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        return (build.ExitCode, output.Trim());
    }
}
