namespace StandIns.Orleans.Tests;

/// <summary>
/// On the stand-in alone: real Orleans measures idleness by the machine's clock, which no test moves.
/// </summary>
[Trait("Runs on", "stand-in")]
public sealed class IdleCollectionTests(SiloFixture silo) : IClassFixture<SiloFixture>
{
    [Fact]
    public async Task IdleGrain_AfterCollectionAge_IsCollected()
    {
        var grain = silo.Grains.GetGrain<IProbe>("idle");
        var before = await grain.Activation();
        silo.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(before, await grain.Activation());
        silo.Time.Advance(TimeSpan.FromMinutes(12));
        Assert.NotEqual(before, await grain.Activation());
    }
}
