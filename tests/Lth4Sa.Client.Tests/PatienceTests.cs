using Lth4Sa.Tests;
using Polly;

namespace Lth4Sa.Client.Tests;

public sealed class PatienceTests
{
    private readonly SwiftTime time = new();
    private readonly List<string> said = [];
    private int tries;

    [Fact]
    public async Task Execute_SiloThatComesBack_SaysOnceThatItWaitsAndAnswers()
    {
        Assert.Equal(100, await RunAsync(Create(), () => tries < 100 ? throw Lost() : tries));
        Assert.Equal("gone Waiting for it.", Assert.Single(said));
    }

    [Fact]
    public async Task Execute_SiloThatStaysAway_GivesUpAfterTwoMinutes()
    {
        await Assert.ThrowsAsync<SiloException>(() => RunAsync(Create(), () => throw Lost()));
        Assert.Equal(TimeSpan.FromSeconds(121), time.GetElapsedTime(0));
    }

    [Fact]
    public async Task Execute_AnotherOutage_IsWaitedForAnew()
    {
        var patience = Create();
        for (var outage = 0; outage < 3; outage++)
        {
            tries = 0;
            Assert.Equal(100, await RunAsync(patience, () => tries < 100 ? throw Lost() : tries));
        }

        Assert.Equal(3, said.Count);
    }

    [Fact]
    public async Task Execute_ErrorThatLasts_IsNotTriedAgain()
    {
        await Assert.ThrowsAsync<SiloException>(() => RunAsync(Create(), () => throw new SiloException("no", passing: false)));
        Assert.Equal(1, tries);
        Assert.Empty(said);
    }

    private static SiloException Lost() => new("gone", passing: true);

    private ResiliencePipeline Create() => Patience.Create(time, said.Add);

    private async Task<int> RunAsync(ResiliencePipeline patience, Func<int> act) => await patience.ExecuteAsync(_ =>
    {
        tries++;
        return ValueTask.FromResult(act());
    });
}
