using System.Diagnostics.Metrics;
using Lth4Sa.Tests;
using Orleans.Storage;

namespace Lth4Sa.Storage.Tests;

public sealed class ResilientGrainStorageTests
{
    private static readonly GrainId Grain = GrainId.Create("probe", "1");

    private readonly SwiftTime time = new();

    [Fact]
    public async Task Write_FailsInPassing_IsTriedAgainUntilItSucceeds()
    {
        var inner = new Scripted(new IOException("busy"), new TimeoutException("late"), null);
        await RunAsync(new ResilientGrainStorage(inner, time, () => 0.5));
        Assert.Equal(3, inner.Calls);
    }

    [Fact]
    public async Task Write_FailsForGood_IsUnavailableAndSaysWhy()
    {
        var inner = new Scripted([.. Enumerable.Repeat(new IOException("No space is left."), 100)]);
        var storage = new ResilientGrainStorage(inner, time, () => 0.5);
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync(storage));
        Assert.Contains("does not write the state 's' of probe/1: No space is left.", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, inner.Calls);
    }

    [Fact]
    public async Task Write_FailsAgainAndAgain_GivesTheStorageARest()
    {
        var inner = new Scripted([.. Enumerable.Repeat(new IOException("gone"), 50), null]);
        var storage = new ResilientGrainStorage(inner, time, () => 0.5);
        for (var i = 0; i < 30; i++)
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync(storage));
        }

        // Ten operations that failed open the circuit: those after them do not reach the storage.
        Assert.Equal(50, inner.Calls);
        time.Advance(TimeSpan.FromSeconds(6));
        await RunAsync(storage);
        Assert.Equal(51, inner.Calls);
    }

    [Fact]
    public async Task Circuit_ThatOpensAgainAfterATrial_IsOneAndIsClosedOnce()
    {
        var inner = new Scripted([.. Enumerable.Repeat(new IOException("gone"), 55), null]);
        var storage = new ResilientGrainStorage(inner, time, () => 0.5);
        var before = OpenCircuits();
        for (var i = 0; i < 11; i++)
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync(storage));
        }

        Assert.Equal(before + 1, OpenCircuits());
        time.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync(storage));
        Assert.Equal(before + 1, OpenCircuits());
        time.Advance(TimeSpan.FromSeconds(6));
        await RunAsync(storage);
        Assert.Equal(before, OpenCircuits());
    }

    [Fact]
    public async Task Write_Conflicts_IsNotTriedAgain()
    {
        var inner = new Scripted(new InconsistentStateException("changed", "2", "1"));
        await Assert.ThrowsAsync<InconsistentStateException>(() => RunAsync(new ResilientGrainStorage(inner, time)));
        Assert.Equal(1, inner.Calls);
    }

    private static int OpenCircuits()
    {
        // The gauge exists from the first use of the metrics on, which may be this test's.
        StorageMetrics.Begin();
        var open = -1;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "lth4sa_storage_circuit_open")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => open = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return open;
    }

    private static Task RunAsync(IGrainStorage storage) => storage.WriteStateAsync("s", Grain, new GrainState<Sample>(new Sample()));

    /// <summary>Fails as it is told; null succeeds.</summary>
    private sealed class Scripted(params Exception?[] outcomes) : IGrainStorage
    {
        public int Calls { get; private set; }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Next();

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Next();

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Next();

        private Task Next() => outcomes[Calls++] is { } failure ? Task.FromException(failure) : Task.CompletedTask;
    }
}
