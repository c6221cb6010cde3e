using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;

namespace Lth4Sa.Grains.Tests;

public sealed class SupernetGrainTests : FolderTest
{
    // What Train throws is thrown inside a stream, where Orleans does not look for refused writes.
    [Fact]
    public async Task Train_AfterAWriteWhoseAnswerWasLost_ReadsWhatIsStoredAndGoesOn()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        var spec = TestSilo.SmallRun with { Steps = 1, CommitEvery = 1, Candidates = 0 };
        var run = silo.Grains.GetGrain<ISearchRunGrain>(spec.RunId());
        silo.Storage.LoseAnswer("supernet");
        Assert.Contains("The answer was lost", await EndAsync(), StringComparison.Ordinal);
        Assert.Null(await EndAsync());
        Assert.NotNull(await run.GetResult());

        async Task<string?> EndAsync()
        {
            await run.Start(spec);
            RunProgress? last = null;
            await foreach (var progress in run.Watch())
            {
                last = progress;
            }

            return last!.Error;
        }
    }

    [Fact]
    public async Task Train_WithAndWithoutRecalibration_TrainsOneSupernetAndKeepsEvaluationsApart()
    {
        const int Validation = 300, Recalibrated = 40;
        await using var silo = await TestSilo.StartAsync(Folder);
        var spec = TestSilo.SmallRun with { Steps = 1, CommitEvery = 1, Candidates = 0 };
        var (recalibrated, plain) = (await ResultAsync(spec with { Recalibrate = Recalibrated }), await ResultAsync(spec));
        Assert.Single(Directory.GetFiles(Path.Combine(Folder, "supernets")));
        Assert.NotEqual(plain.Supernet, recalibrated.Supernet);
        Assert.Equal(plain.Ledger.Unique * Validation, plain.Ledger.Images);
        Assert.Equal(recalibrated.Ledger.Unique * (Validation + Recalibrated), recalibrated.Ledger.Images);

        Scheme[] schemes = [.. Enumerable.Range(0, 8).Select(bits => new Scheme((ulong)bits, 3))];
        var (of, with) = (silo.Grains.GetGrain<ISupernetGrain>(plain.Supernet!), silo.Grains.GetGrain<ISupernetGrain>(recalibrated.Supernet!));
        var evaluations = await with.Evaluate(schemes);
        Assert.NotEqual((await of.Evaluate(schemes)).Select(e => e.Accuracy), evaluations.Select(e => e.Accuracy));

        // To the last image, so that screening must find what the evaluations say.
        ScreeningProgress? last = null;
        await foreach (var progress in with.Screen(schemes, 1, 0.9999))
        {
            last = progress;
        }

        var best = evaluations.Max(e => e.Accuracy);
        Assert.Equal(best, evaluations.Single(e => e.Scheme == Assert.Single(last!.Remaining)).Accuracy);

        async Task<RunResult> ResultAsync(RunSpec of)
        {
            var run = silo.Grains.GetGrain<ISearchRunGrain>(of.RunId());
            await run.Start(of);
            await foreach (var progress in run.Watch())
            {
                Assert.Null(progress.Error);
            }

            return (await run.GetResult())!;
        }
    }
}
