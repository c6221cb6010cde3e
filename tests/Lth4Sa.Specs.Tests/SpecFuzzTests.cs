using CsCheck;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Specs.Tests;

/// <summary>
/// Whatever is read as a spec ends as one or as an error of its user, in bounded memory. A text that overflows the stack ends this
/// process. <c>CsCheck_Time=3600</c> in the environment goes on for an hour; a failure prints its text, and the seed that repeats it.
/// </summary>
public sealed class SpecFuzzTests : IDisposable
{
    private const int Texts = 3_000, MaxRuns = 64;

    /// <summary>What a text may allocate: its runs, which its own length does not bound, and its tree and errors, which it does.</summary>
    private const long ForRuns = 64 << 20, ForEachCharacter = 20_000;

    private readonly string folder = Directory.CreateTempSubdirectory("lth4sa-").FullName;
    private readonly SpecPaths paths;

    public SpecFuzzTests() => paths = SpecPaths.Under(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Run_OfAnyText_IsASpecOrAnErrorOfIt() =>
        SpecTexts.All.Sample(text => Bounded(text.Length, () => _ = SpecOptions.Complete(SpecFile.Parse("spec", text), paths)), iter: Texts);

    [Fact]
    public void Sweep_OfAnyText_IsAFewRunsOrAnErrorOfIt() => SpecTexts.All.Sample(text => Bounded(text.Length, () =>
    {
        var runs = SweepFile.Parse("spec", text, paths, MaxRuns).Runs;
        Assert.InRange(runs.Length, 1, MaxRuns);
        Assert.All(runs, run => Assert.Empty(RunSpecValidator.Validate(run.Spec)));
        Assert.Distinct(runs.Select(run => run.Spec));
    }), iter: Texts);

    [Fact]
    public void Comparison_OfAnyText_IsOneOrAnErrorOfIt() => SpecTexts.All.Sample(text =>
    {
        var file = Path.Combine(folder, $"{Environment.CurrentManagedThreadId}.yaml");
        File.WriteAllText(file, text);
        Bounded(text.Length, () => _ = CompareSpec.Read(file, budget: null));
    }, iter: Texts);

    [Fact]
    public void Extension_ByAnySettings_IsAFewRunsOrAnErrorOfThem() => SpecTexts.Settings.Sample(settings => Bounded(0, () =>
    {
        var run = new SweepRun("run", SpecOptions.Complete(new RunSpec { Candidates = 0 }), []);
        Assert.InRange(SweepExtension.Of([run, run with { Spec = run.Spec with { Seed = 2 } }], settings, paths, MaxRuns).Length, 1, MaxRuns);
    }), iter: Texts);

    private static void Bounded(int length, Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
        }
        catch (SpecException wrong)
        {
            Assert.NotEqual("", wrong.Message.Trim());
            Assert.All(wrong.Errors, error => Assert.NotEqual("", error.Expected));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, ForRuns + ForEachCharacter * length);
    }
}
