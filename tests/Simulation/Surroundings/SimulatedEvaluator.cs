using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Networks;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Faults;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Simulation.Scheduling;
using Lth4Sa.Specs;

namespace Lth4Sa.Simulation.Surroundings;

/// <summary>One slot: it takes as long as a device does, and answers from a formula.</summary>
internal sealed class SimulatedEvaluator(World world, Lifetime life, TimeProvider time, string key) : IEvaluator
{
    /// <summary>The hash of the images.</summary>
    public const string DataHash = "0123456789abcdef0123456789abcdef";

    /// <summary>The learning rate from which on the training of a network from scratch diverges.</summary>
    public const double DivergesFrom = 1000;

    /// <summary>The number of validation images.</summary>
    public const int Validation = 2000;

    private const int Epochs = 3;

    /// <summary>What a training ends with that diverges.</summary>
    public const string Divergence = "The loss is NaN in epoch 2.";

    private bool busy;

    public long LoadedBytes => 0;

    public IAsyncEnumerable<TReport> Stream<TReport>(DeviceJob<TReport> job, CancellationToken cancellationToken) =>
        (IAsyncEnumerable<TReport>)((object)job switch
        {
            DescribeJob => Once(Describe),
            SupernetTrainingJob training => (object)TrainSupernet(training.Id, cancellationToken),
            NetworkTrainingJob training => TrainNetwork(training.Network, cancellationToken),
            EvaluationJob evaluation => Once(() => Evaluate(evaluation.Id, evaluation.Spec, evaluation.Schemes)),
            TestJob test => Once(() => Test(test.Network)),
            TimingJob timing => Once(() => Measure(timing.Networks, timing.Rounds)),
            ExportJob => Once(Export),
            _ => throw new NotSupportedException("Simulated runs are not guided and do not screen."),
        });

    public Task UnloadAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => default;

    public static int Correct(SyntheticLandscape landscape, Scheme scheme) => (int)(landscape.Accuracy(scheme) / 100 * Validation);

    private static string NameOf(NetworkRequest network) => $"network {network.NetworkId()}";

    private static async IAsyncEnumerable<T> Once<T>(Func<Task<T>> work)
    {
        yield return await work();
    }

    private async Task<DataFacts> Describe()
    {
        await WorkAsync("describes", world.Costs.Load);
        return new DataFacts(20, 8000, Validation, 2000, 32, DataHash);
    }

    private async Task<Count[]> Evaluate(string id, SupernetSpec spec, Scheme[] schemes)
    {
        await world.CheckNewAsync(life, spec.SupernetId(), schemes);
        await WorkAsync($"evaluates {schemes.Length} on {id}", world.Costs.Evaluation * schemes.Length);
        world.Evaluated += schemes.Length;
        var landscape = SyntheticLandscape.Registry.Get("pairwise")(schemes[0].Blocks, unchecked((ulong)spec.Seed));
        return Array.ConvertAll(schemes, s => new Count(s, Correct(landscape, s), Validation, world.Costs.Evaluation.TotalSeconds));
    }

    private async Task<TestResult> Test(NetworkRequest network)
    {
        await WorkAsync($"tests {network.Scheme}", world.Costs.Load);
        return world.Disk.Epochs.GetValueOrDefault(NameOf(network)) == Epochs
            ? new TestResult(1000 + network.Scheme.Count(c => c == '1'), 60 + network.Scheme.Count(c => c == '0'))
            : throw world.Loop.Break($"{network.Scheme} is tested before it is trained.");
    }

    private async Task<TimingProgress> Measure(NetworkRequest[] networks, int rounds)
    {
        await WorkAsync("measures", world.Costs.Load);
        return new TimingProgress(
            rounds, rounds,
            [.. networks.Select(n => 1.0 + n.Scheme.Count(c => c == '1')).Select(t => new InferenceTime(t, t, t, rounds, 1))]);
    }

    private async Task<string> Export()
    {
        await WorkAsync("exports", world.Costs.Load);
        return "ticket";
    }

    private IAsyncEnumerable<TrainingProgress> TrainSupernet(string id, CancellationToken cancellation)
    {
        world.BeginSupernet(life, id);
        return Train($"supernet {id}", world.Costs.Epoch, cancellation);
    }

    private async IAsyncEnumerable<TrainingProgress> TrainNetwork(
        NetworkRequest network, [EnumeratorCancellation] CancellationToken cancellation)
    {
        world.BeginNetwork(life, network.NetworkId());
        await foreach (var progress in Train(NameOf(network), world.Costs.Epoch, cancellation))
        {
            if (network.Recipe.LearningRate >= DivergesFrom && progress.Epoch > 0)
            {
                world.Diverged.Add(network.NetworkId());
                throw new NonFiniteException(Divergence);
            }

            yield return progress;
        }
    }

    private async IAsyncEnumerable<TrainingProgress> Train(string what, TimeSpan epoch, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var done = world.Disk.Epochs.GetValueOrDefault(what); done < Epochs; done++)
        {
            yield return new TrainingProgress(done, Epochs, 0, 1, 1, 1, 1);
            cancellation.ThrowIfCancellationRequested();
            await WorkAsync($"trains {what}, epoch {done + 1}", epoch);
            // A late trainer may have gone further: its checkpoint is the same.
            world.Disk.Epochs[what] = Math.Max(world.Disk.Epochs.GetValueOrDefault(what), done + 1);
        }

        yield return new TrainingProgress(Epochs, Epochs, 0, 1, 1, 1, 0);
    }

    // As on the thread of a slot: one job at a time.
    private async Task WorkAsync(string what, TimeSpan takes)
    {
        while (busy)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time);
        }

        busy = true;
        try
        {
            world.Write(life, $"{key} {what}");
            world.Busy += takes;
            await Task.Delay(takes, time);
            if (world.Faults.Happens(FaultKinds.Device))
            {
                world.Write(life, $"fault: {key} is lost");
                throw new DeviceLostException($"{key} does not answer.");
            }
        }
        finally
        {
            busy = false;
        }
    }
}
