using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Networks;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Options;
using Lth4Sa.Grains.Watching;
using Lth4Sa.Networks.Training;
using Orleans.Concurrency;

namespace Lth4Sa.Grains.Networks;

/// <inheritdoc cref="INetworkGrain"/>
/// <remarks>
/// One caller at a time has the training: its reading of the reports drives it, and the others are shown the latest. When that caller
/// leaves or fails, the next one begins where the checkpoint is.
/// </remarks>
[Reentrant]
public sealed class NetworkGrain(
    [PersistentState("network", Lth4SaOptions.StorageName)] IPersistentState<NetworkState> network) : Grain, INetworkGrain
{
    private readonly ChangeSignal changed = new();
    private TrainingProgress? latest;
    private bool underWay;

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
        while (result is null)
        {
            if (lost)
            {
                // Orleans deactivates a grain when no call is under way, and those who joined wait in calls.
                throw new EnumerationAbortedException($"Network {Id} is being reloaded; ask again.");
            }

            if (underWay)
            {
                var seen = changed.Version;
                yield return new NetworkProgress(latest, IsJoined: true, null);
                await changed.WaitAsync(seen, cancellationToken);
                continue;
            }

            underWay = true;
            try
            {
                TestResult tested;
                await using (var lease = await HeldLease.AcquireAsync(this, GrainFactory, Id, account))
                {
                    // Nobody disposes a stream whose caller left while it waited for long: it must end by itself.
                    cancellationToken.ThrowIfCancellationRequested();
                    var evaluator = GrainFactory.GetGrain<IEvaluatorGrain>(lease.Slot);
                    await foreach (var progress in evaluator.Stream(new NetworkTrainingJob(request), cancellationToken))
                    {
                        latest = progress;
                        changed.Set();
                        yield return new NetworkProgress(progress, IsJoined: false, null);
                    }

                    tested = await evaluator.Run(new TestJob(request));
                }

                await StoreAsync(request, tested);
            }
            finally
            {
                (underWay, latest) = (false, null);
                changed.Set();
            }
        }

        yield return new NetworkProgress(null, IsJoined: false, result);
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
