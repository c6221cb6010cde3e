using Lth4Sa.Contracts.Runs;
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
}
