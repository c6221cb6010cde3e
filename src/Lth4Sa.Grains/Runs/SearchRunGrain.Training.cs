using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Networks;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;

namespace Lth4Sa.Grains.Runs;

/// <summary>The phases after the search: the networks of the table are trained from scratch, measured and judged.</summary>
public sealed partial class SearchRunGrain
{
    /// <summary>The smallest number of candidates that a result shows, trained or not.</summary>
    private const int LeastShown = 3;

    /// <summary>The rows of Table I: original, full, then the candidates, best first.</summary>
    private (string Name, string Scheme)[] Rows =>
    [
        ("original", Scheme.AllOff(Blocks).ToString()),
        (Spec.Sharing == "full" ? "full-sa" : "full-share", Scheme.AllOn(Blocks).ToString()),
        .. State.Candidates.Take(Spec.Candidates).Select((c, i) => ($"{Spec.Strategy}-{i + 1}", c.Scheme.ToString())),
    ];

    // A candidate can be the original or the full network: equal schemes are one network.
    private NetworkRequest[] Networks =>
        [.. Rows.Select(row => row.Scheme).Distinct().Select(scheme => Spec.ToNetwork(State.Data!.Hash, scheme))];

    private async Task TrainNetworksAsync(CancellationToken cancellation)
    {
        var networks = Networks;
        for (var i = 0; i < networks.Length; i++)
        {
            if (State.Tested.ContainsKey(networks[i].Scheme))
            {
                continue;
            }

            var stage = $"network {i + 1}/{networks.Length} ({networks[i].Scheme})";
            PublishTraining(stage, i, networks.Length, new NetworkProgress(null, IsJoined: false, null));
            var network = GrainFactory.GetGrain<INetworkGrain>(networks[i].NetworkId());
            await foreach (var progress in network.Train(networks[i], State.Share, cancellation))
            {
                if (progress.Result is { } result)
                {
                    State.Tested[networks[i].Scheme] = result;
                    await run.WriteStateAsync(CancellationToken.None);
                }
                else
                {
                    PublishTraining(stage, i, networks.Length, progress);
                }
            }

            if (!State.Tested.ContainsKey(networks[i].Scheme))
            {
                throw new EnumerationAbortedException($"The training of {networks[i].Scheme} broke off without a result.");
            }
        }

        await EnterAsync(RunPhase.Timing);
    }

    private void PublishTraining(string stage, int before, int networks, NetworkProgress progress)
    {
        var epoch = progress.Training is { } t ? $", epoch {Math.Min(t.Epoch + 1, t.Epochs)}/{t.Epochs}" : "";
        Publish(
            stage + epoch + (progress.IsJoined ? ", which another run trains" : ""),
            (before + (progress.Training?.Fraction ?? 0)) / networks, progress.Training?.ImagesPerSecond ?? 0, "images/s",
            progress.Training is { } training ? LeftOf(training, networks - before - 1) : null);
    }

    // The networks that follow take about as long as this one does in all.
    private double? LeftOf(TrainingProgress progress, int after) => progress.ImagesPerSecond > 0
        ? progress.SecondsLeft + (double)after * progress.Epochs * Spec.StandAloneImages(State.Data!) / progress.ImagesPerSecond
        : null;

    private async Task MeasureAsync(CancellationToken cancellation)
    {
        var networks = Networks;
        var times = Array.Empty<InferenceTime>();
        await using (var lease = await HeldLease.AcquireAsync(this, GrainFactory, Id, State.Share, cancellation))
        {
            var started = time.GetTimestamp();
            await foreach (var progress in lease.Stream(new TimingJob(networks, Spec.Forwards)))
            {
                var rate = progress.Round / Math.Max(time.GetElapsedTime(started).TotalSeconds, 1e-9);
                double? left = rate > 0 ? (progress.Rounds - progress.Round) / rate : null;
                Publish("inference times", (double)progress.Round / progress.Rounds, rate, "rounds/s", left);
                times = progress.Times ?? times;
            }

            State.Result = Judge(networks.Zip(times).ToDictionary(n => n.First.Scheme, n => n.Second));
            var winner = Winner(State.Result);
            var metadata = new Dictionary<string, string>
            {
                ["scheme"] = winner.Scheme,
                ["ticket"] = winner.Ticket == true ? "true" : "false",
                ["backbone"] = Spec.Backbone,
                ["module"] = Spec.Module,
                ["sharing"] = Spec.Sharing,
                ["run"] = Id,
            };
            _ = await lease.Run(new ExportJob(Id, networks.Single(n => n.Scheme == winner.Scheme), metadata));
        }

        await EnterAsync(RunPhase.Done);
    }

    private RunResult Judge(Dictionary<string, InferenceTime> times)
    {
        var rows = Rows;
        var (original, full) = (rows[0].Scheme, rows[1].Scheme);
        var networks = rows.Select((row, i) =>
        {
            var (tested, increment) = (State.Tested[row.Scheme], Increment(row.Scheme));
            bool? ticket = i < 2 ? null : TicketRule.IsTicket(
                Scheme.Parse(row.Scheme), tested.Accuracy, increment, State.Tested[full].Accuracy, Increment(full));
            return new NetworkResult(row.Name, row.Scheme, tested.Parameters, tested.Accuracy, increment, ticket, times[row.Scheme]);
        }).ToArray();

        return ResultOf(networks);

        double Increment(string scheme) => InferenceTimer.Increment(times[scheme].Median, times[original].Median);
    }

    private RunResult ResultOf(NetworkResult[] networks) => new(
        Id, Spec.Evaluator, State.Table is null ? Supernet.SupernetId() : null, Spec.Dataset, Spec.Backbone, Spec.Module,
        Spec.Sharing, Spec.Beta, Spec.Strategy, Spec.Seed, Blocks, State.Search.Step, State.Candidates[0], State.Candidates,
        networks, State.Search.Ledger, State.Search.Chain);

    // The most accurate ticket, or the most accurate candidate when none is a ticket.
    private static NetworkResult Winner(RunResult result) => result.Networks.Where(n => n.Ticket is not null)
        .OrderByDescending(n => n.Ticket).ThenByDescending(n => n.Accuracy).First();
}
