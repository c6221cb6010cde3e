using Orleans.Serialization;

namespace StandIns.Orleans.Tests;

public sealed class MessageTests(SiloFixture silo) : IClassFixture<SiloFixture>
{
    [Fact]
    public async Task Argument_ChangedAfterTheCall_IsNotChangedInTheGrain()
    {
        var grain = silo.Grains.GetGrain<IProbe>("argument");
        var box = new Box { Values = [1, 2] };
        var answer = await grain.Keep(box);
        box.Values[0] = 9;
        answer[1] = 9;
        Assert.Equal(new[] { 1, 2 }, await grain.Kept());
    }

    [Fact]
    public async Task Collections_InMessages_AreCopiedDeeply()
    {
        var grain = silo.Grains.GetGrain<IProbe>("collections");
        var sent = new Dictionary<string, List<Box>> { ["a"] = [new Box { Values = [1] }] };
        var answer = (Dictionary<string, List<Box>>)await grain.Answer(sent);
        Assert.NotSame(sent, answer);
        Assert.NotSame(sent["a"][0], answer["a"][0]);
        Assert.Equal([1], answer["a"][0].Values);
    }

    [Fact]
    public async Task ImmutableType_InMessage_ArrivesWithItsValue()
    {
        var answer = (Frozen)await silo.Grains.GetGrain<IProbe>("immutable").Answer(new Frozen([7]));
        Assert.Equal([7], answer.Values);
    }

    [Fact]
    public async Task TypeWithoutSerializer_InMessage_IsRefused() =>
        await Assert.ThrowsAsync<CodecNotFoundException>(() => silo.Grains.GetGrain<IProbe>("unmarked").Answer(new NotMarked { Value = 1 }));
}
