using Orleans.Storage;

namespace Lth4Sa.Storage.Tests;

public sealed class Sample
{
    public double Number { get; set; }

    public Dictionary<string, int> Counts { get; set; } = [];
}

/// <summary>What every grain storage must do.</summary>
public abstract class GrainStorageCompliance
{
    private static readonly GrainId Grain = GrainId.Create("probe", "key/with spaces");

    protected abstract IGrainStorage Storage { get; }

    /// <summary>Whether a conflict says which version is stored.</summary>
    protected virtual bool TellsStoredETag => true;

    [Fact]
    public async Task Read_NothingStored_AnswersAnEmptyState()
    {
        var state = await ReadAsync();
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.NotNull(state.State);
    }

    [Fact]
    public async Task Write_ThenRead_GivesTheSameBits()
    {
        var written = new GrainState<Sample>(new Sample { Number = 0.1 + 0.2, Counts = { ["a"] = 1 } });
        await Storage.WriteStateAsync("s", Grain, written);
        var read = await ReadAsync();
        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(BitConverter.DoubleToInt64Bits(0.1 + 0.2), BitConverter.DoubleToInt64Bits(read.State!.Number));
        Assert.Equal(1, read.State.Counts["a"]);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    [InlineData(-0.0)]
    public async Task Write_AnyNumber_ReadsBackBitForBit(double number)
    {
        await Storage.WriteStateAsync("s", Grain, new GrainState<Sample>(new Sample { Number = number }));
        Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits((await ReadAsync()).State!.Number));
    }

    [Fact]
    public async Task Write_WithAnOldETag_IsRefusedAndChangesNothing()
    {
        var first = new GrainState<Sample>(new Sample { Number = 1 });
        await Storage.WriteStateAsync("s", Grain, first);
        var second = await ReadAsync();
        second.State!.Number = 2;
        await Storage.WriteStateAsync("s", Grain, second);
        first.State!.Number = 3;
        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("s", Grain, first));
        Assert.Equal(TellsStoredETag ? second.ETag : "Unknown", error.StoredEtag);
        Assert.Equal(2, (await ReadAsync()).State!.Number);
    }

    [Fact]
    public async Task Write_AsIfNew_WhereARecordIs_IsRefused()
    {
        await Storage.WriteStateAsync("s", Grain, new GrainState<Sample>(new Sample { Number = 1 }));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("s", Grain, new GrainState<Sample>(new Sample())));
        Assert.Equal(1, (await ReadAsync()).State!.Number);
    }

    [Fact]
    public async Task Clear_Stored_RemovesItAndLetsWritesBeginAnew()
    {
        var state = new GrainState<Sample>(new Sample { Number = 1 });
        await Storage.WriteStateAsync("s", Grain, state);
        await Storage.ClearStateAsync("s", Grain, state);
        Assert.False((await ReadAsync()).RecordExists);
        await Storage.WriteStateAsync("s", Grain, state);
        Assert.True((await ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task Names_OfOneGrain_AreKeptApart()
    {
        await Storage.WriteStateAsync("s", Grain, new GrainState<Sample>(new Sample { Number = 1 }));
        await Storage.WriteStateAsync("t", Grain, new GrainState<Sample>(new Sample { Number = 2 }));
        Assert.Equal(1, (await ReadAsync()).State!.Number);
    }

    private async Task<GrainState<Sample>> ReadAsync()
    {
        var state = new GrainState<Sample>();
        await Storage.ReadStateAsync("s", Grain, state);
        return state;
    }
}
