using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Silo.Tests;

/// <summary>Silos that share blobs, each with a disk of its own.</summary>
public sealed class BlobSiloTests(Azurite azurite) : IClassFixture<Azurite>
{
    private const string Run = """
        backbone: resnet11
        epochs: 4
        train-epochs: 1
        steps: 400
        commit-every: 20
        forwards: 2
        candidates: 1
        """;

    [Fact]
    public async Task Run_BegunByASiloThatIsGone_EndsOnAnotherWithTheSameChain()
    {
        string run, chain;
        await using (var undisturbed = await RunningSilo.StartAsync())
        {
            run = (await undisturbed.SendAsync<RunStatus>(HttpMethod.Post, "api/v1/runs", Run)).Run;
            chain = (await undisturbed.RunAsync(run, r => r.Result is not null)).Chain;
        }

        // Gone in the middle of the supernet, then in the middle of the search; what was on the disks is lost.
        foreach (var phase in new[] { RunPhase.Supernet, RunPhase.Search })
        {
            await using var silo = await RunningSilo.StartAsync(Shared);
            if (phase == RunPhase.Supernet)
            {
                await silo.SendAsync<RunStatus>(HttpMethod.Post, "api/v1/runs", Run);
            }

            await silo.RunAsync(run, r => r.Active && r.Phase == phase && r.Progress.Fraction > 0.3);
        }

        await using var last = await RunningSilo.StartAsync(Shared);
        var done = await last.RunAsync(run, r => r.Result is not null);
        Assert.Equal(chain, done.Chain);
        Assert.Equal(new RunCheck(400, null), await last.GetAsync<RunCheck>($"api/v1/runs/{run}/verification"));
        Assert.True((await last.Http.GetByteArrayAsync(new Uri($"api/v1/runs/{run}/artefacts/supernet.safetensors", UriKind.Relative))).Length > 100_000);
    }

    private string[] Shared => ["--storage", "blobs", "--blob-connection-string", azurite.ConnectionString];
}
