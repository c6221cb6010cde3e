using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Networks;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Options;
using Lth4Sa.Grains.Watching;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search;
using Orleans.Concurrency;

namespace Lth4Sa.Grains.Networks;

/// <inheritdoc cref="INetworkGrain"/>
/// <remarks>
/// Whoever has a device first has the training: its reading of the reports drives it, and the others are shown the latest. When that
/// caller leaves or fails, the next one begins where the checkpoint is.
/// </remarks>
[Reentrant]
public sealed class NetworkGrain(
    [PersistentState("network", Lth4SaOptions.StorageName)] IPersistentState<NetworkState> network) : Grain, INetworkGrain
{
    private readonly ChangeSignal changed = new();
    private TrainingProgress? latest;
    private bool underWay;

    /// <summary>What the latest training ended with, where another would end in the same way; null while one is under way.</summary>
    private NonFiniteException? failure;

    /// <summary>The result, once it is stored: no run may use one that is not.</summary>
    private TestResult? result;

    /// <summary>True after a failed write, whose outcome is not known: this activation ends.</summary>
    private bool lost;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        result = network.State.Result;
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<NetworkProgress> Train(
        NetworkRequest request, DeviceShare? account, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        AskedLease? asked = null;
        try
        {
            while (result is null)
            {
                if (lost)
                {
                    // Orleans deactivates a grain when no call is under way, and those who joined wait in calls.
                    throw new EnumerationAbortedException($"Network {Id} is being reloaded; ask again.");
                }

                var seen = changed.Version;
                if (underWay)
                {
                    await (asked?.LeaveAsync() ?? Task.CompletedTask);
                    asked = null;

                    yield return new NetworkProgress(latest, IsJoined: true, null);
                    await changed.WaitAsync(seen, cancellationToken);
                    // Each of those who joined would train it again up to the same end.
                    if (failure is { } same)
                    {
                        throw new NonFiniteException(same.Message);
                    }

                    continue;
                }

                // The shares of those who ask differ: nobody waits for the turn of another.
                asked ??= new AskedLease(this, GrainFactory, Id, account, cancellationToken);
                if (!asked.Turn.IsCompleted)
                {
                    await Task.WhenAny(asked.Turn, changed.WaitAsync(seen, cancellationToken));
                    cancellationToken.ThrowIfCancellationRequested();
                    continue;
                }

                (underWay, failure) = (true, null);
                changed.Set();
                try
                {
                    TestResult tested;
                    await using (var lease = await asked.Turn)
                    {
                        asked = null;
                        await using var reports = lease.Stream(new NetworkTrainingJob(request)).GetAsyncEnumerator(cancellationToken);
                        while (await NextAsync(reports))
                        {
                            latest = reports.Current;
                            changed.Set();
                            yield return new NetworkProgress(latest, IsJoined: false, null);
                        }

                        tested = await lease.Run(new TestJob(request));
                    }

                    await StoreAsync(request, tested);
                }
                finally
                {
                    (underWay, latest) = (false, null);
                    changed.Set();
                }
            }
        }
        finally
        {
            await (asked?.LeaveAsync() ?? Task.CompletedTask);
        }

        yield return new NetworkProgress(null, IsJoined: false, result);
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<TrainingProgress> reports)
    {
        try
        {
            return await reports.MoveNextAsync();
        }
        catch (NonFiniteException exception)
        {
            failure = exception;
            throw;
        }
    }

    // Orleans deactivates a grain whose write is refused, but does not see the exceptions of a stream. The outcome of the write
    // is not known: the next activation reads it.
    private async Task StoreAsync(NetworkRequest request, TestResult tested)
    {
        try
        {
            (network.State.Request, network.State.Result) = (request, tested);
            await network.WriteStateAsync(CancellationToken.None);
            result = tested;
        }
        catch
        {
            lost = true;
            DeactivateOnIdle();
            throw;
        }
    }
}
