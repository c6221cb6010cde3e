using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using Lth4Sa.Search.Landscapes;

namespace Lth4Sa.EndToEnd;

/// <summary>
/// Chains of searches, pinned for libtorch 2.10.0. Training rounds as the processor's instructions have it, so that the chains
/// are those of chosen instructions, which every x86-64 processor that has them computes alike: libtorch's own operators by
/// ATEN_CPU_CAPABILITY, its matrix products by MKL_CBWR, without oneDNN, and on one thread. A search on a table does not use libtorch.
/// </summary>
public sealed class GoldenChainTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lth4sa-").FullName;

    /// <summary>By the capabilities that this processor has.</summary>
    public static TheoryData<string, string> Chains
    {
        get
        {
            var chains = new TheoryData<string, string> { { "default", "aca40de6d6230279" }, { "avx2", "517587072038eacf" } };
            if (Avx512F.IsSupported)
            {
                chains.Add("avx512", "59322a029095d817");
            }

            return chains;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task TableSearch_EndsWithThePinnedChain()
    {
        var table = Path.Combine(folder, "table.csv");
        await File.WriteAllTextAsync(table, SyntheticTable.Write("pairwise", 12, 1 << 12, seed: 1));
        Assert.Equal("3d2cbee2e1a2db09", await ChainAsync("default", "search", "--evaluator", "table:" + table, "--steps", "300", "--seed", "1"));
    }

    [Fact]
    public async Task Demo_EndsWithThePinnedChain() => Assert.Equal("5f43126a9350083f", await ChainAsync("avx2", "demo"));

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task Search_EndsWithThePinnedChain(string capability, string chain) => Assert.Equal(
        chain, await ChainAsync(capability, "search", "--backbone", "resnet11", "--epochs", "2", "--batch-size", "64", "--steps", "50", "--candidates", "0", "--seed", "1"));

    private async Task<string> ChainAsync(string capability, params string[] arguments)
    {
        var instructions = new Dictionary<string, string> { ["ATEN_CPU_CAPABILITY"] = capability, ["MKL_CBWR"] = "COMPATIBLE", ["LTH4SA_ONEDNN"] = "false" };
        var (exit, _, error) = await Lth4SaProcess.RunAsync(instructions, [.. arguments, "--out", Path.Combine(folder, "run")]);
        Assert.True(exit == 0, error);
        return JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "run", "result.json"))).RootElement.GetProperty("chain").GetString()![..16];
    }
}
