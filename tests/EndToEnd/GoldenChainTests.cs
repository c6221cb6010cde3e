using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using Lth4Sa.Search.Landscapes;

namespace Lth4Sa.EndToEnd;

/// <summary>
/// Chains of searches, pinned for libtorch 2.10.0. Training rounds as the processor's instructions have it, so that the chains
/// are those of chosen instructions, which every x86-64 processor that has them computes alike: libtorch's own operators by
/// ATEN_CPU_CAPABILITY, its matrix products by MKL_CBWR, without oneDNN, and on two threads. A search on a table does not use libtorch.
/// </summary>
public sealed class GoldenChainTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lth4sa-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task TableSearch_EndsWithThePinnedChain()
    {
        var table = Path.Combine(folder, "table.csv");
        await File.WriteAllTextAsync(table, SyntheticTable.Write("pairwise", 12, 1 << 12, seed: 1));
        Assert.Equal("3d2cbee2e1a2db09", await ChainAsync("default", "search", "--evaluator", "table:" + table, "--steps", "300", "--seed", "1"));
    }

    [Fact]
    public async Task Demo_EndsWithThePinnedChain() => Assert.Equal("49dd86dc91a214e2", await ChainAsync("avx2", "demo"));

    [Theory]
    [InlineData("default", "a427bf4a2aa4c24d")]
    [InlineData("avx2", "1a8b59762ee44aa1")]
    [InlineData("avx512", "47cfbf0c7ef39718")]
    public async Task Search_EndsWithThePinnedChain(string capability, string chain)
    {
        if (capability == "avx512" && !Avx512F.IsSupported)
        {
            // libtorch takes what the processor has instead.
            return;
        }

        Assert.Equal(chain, await ChainAsync(capability, "search", "--backbone", "resnet11", "--epochs", "2", "--batch-size", "64", "--steps", "50", "--candidates", "0", "--seed", "1"));
    }

    private async Task<string> ChainAsync(string capability, params string[] arguments)
    {
        var instructions = new Dictionary<string, string> { ["ATEN_CPU_CAPABILITY"] = capability, ["MKL_CBWR"] = "COMPATIBLE", ["LTH4SA_ONEDNN"] = "false", ["DOTNET_PROCESSOR_COUNT"] = "2" };
        var (exit, _, error) = await Lth4SaProcess.RunAsync(instructions, [.. arguments, "--out", Path.Combine(folder, "run")]);
        Assert.True(exit == 0, error);
        return JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "run", "result.json"))).RootElement.GetProperty("chain").GetString()![..16];
    }
}
