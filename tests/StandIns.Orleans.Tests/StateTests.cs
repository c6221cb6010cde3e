using Orleans.Storage;

namespace StandIns.Orleans.Tests;

[GenerateSerializer]
public sealed class Number
{
    [Id(0)] public int Value { get; set; }
}

public interface IStateful : IGrainWithStringKey
{
    Task<(int Value, bool Exists)> Read();

    Task Write(int value);

    Task Set(int value);

    Task Clear();

    Task Refresh();

    Task Leave();

    Task Conflict();
}

public sealed class StatefulGrain([PersistentState("number", "memory")] IPersistentState<Number> number) : Grain, IStateful
{
    public Task<(int Value, bool Exists)> Read() => Task.FromResult((number.State.Value, number.RecordExists));

    public Task Write(int value)
    {
        number.State.Value = value;
        return number.WriteStateAsync();
    }

    public Task Set(int value)
    {
        number.State.Value = value;
        return Task.CompletedTask;
    }

    public Task Clear() => number.ClearStateAsync();

    public Task Refresh() => number.ReadStateAsync();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Conflict() => throw new InconsistentStateException("Somebody else wrote.", "2", "1");
}

public sealed class StateTests(SiloFixture silo) : IClassFixture<SiloFixture>
{
    [Fact]
    public async Task State_Written_IsThereForTheNextActivation()
    {
        var grain = silo.Grains.GetGrain<IStateful>("written");
        Assert.Equal((0, false), await grain.Read());
        await grain.Write(5);
        await grain.Leave();
        Assert.Equal((5, true), await grain.Read());
    }

    [Fact]
    public async Task State_NotWritten_IsLostWithTheActivation()
    {
        var grain = silo.Grains.GetGrain<IStateful>("unwritten");
        await grain.Write(5);
        await grain.Set(6);
        await grain.Leave();
        Assert.Equal((5, true), await grain.Read());
    }

    [Fact]
    public async Task ClearState_Written_StartsAnew()
    {
        var grain = silo.Grains.GetGrain<IStateful>("cleared");
        await grain.Write(5);
        await grain.Clear();
        Assert.Equal((0, false), await grain.Read());
        await grain.Write(7);
        await grain.Refresh();
        Assert.Equal((7, true), await grain.Read());
    }

    [Fact]
    public async Task InconsistentState_ThrownByACall_DeactivatesTheGrain()
    {
        var grain = silo.Grains.GetGrain<IStateful>("conflict");
        await grain.Write(5);
        await grain.Set(6);
        await Assert.ThrowsAsync<InconsistentStateException>(grain.Conflict);
        Assert.Equal((5, true), await grain.Read());
    }
}
