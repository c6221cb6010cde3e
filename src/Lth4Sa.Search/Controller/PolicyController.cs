using Lth4Sa.Search.Learning;
using Lth4Sa.Search.Randomness;
using Lth4Sa.Search.Replay;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Controller;

/// <summary>
/// The EAN controller: p_theta = sigmoid(logits(q0) / temperature), a ~ Bernoulli(p_theta), trained by policy gradient
/// (Eq. 6) and, from step h on, on one replayed entry a step (Eq. 31). q0 is a zero vector, so the first layer's
/// weights never matter; they are kept to have the reference's network. The reference's two logits and softmax for
/// each block are the same function as one logit and a sigmoid.
/// </summary>
public sealed class PolicyController
{
    private readonly int blocks;
    private readonly ControllerOptions options;
    private readonly ReplayOptions replay;
    private readonly Philox random;
    private readonly Mlp network;
    private readonly Optimiser optimiser;
    private readonly double[] input;

    public PolicyController(int blocks, ControllerOptions options, ReplayOptions replay, ulong seed)
    {
        (this.blocks, this.options, this.replay, random) = (blocks, options, replay, new Philox(seed));
        network = new Mlp(options.InputWidth, options.HiddenWidth, blocks);
        optimiser = new Optimiser(options.Optimiser, options.LearningRate, options.Momentum);
        input = new double[options.InputWidth];
    }

    public ControllerState Initialise() => new(
        network.Initialise(random, RandomStream.ControllerWeights), optimiser.Initialise(network.ParameterCount), null);

    /// <summary>p_theta, one probability for each block.</summary>
    public double[] Probabilities(ControllerState state) => Sigmoid(network.Forward(state.Parameters, input)[^1]);

    /// <summary>The schemes of step <paramref name="step"/>, sampled block by block.</summary>
    public Scheme[] Sample(double[] probabilities, long step) =>
    [
        .. Enumerable.Range(0, options.Samples).Select(sample => Scheme.Create(blocks, block =>
            random.Uniform(RandomStream.Actions, (ulong)step, (uint)(sample * blocks + block)) < probabilities[block])),
    ];

    /// <summary>The policy-gradient step, then the replay step; <paramref name="state"/> is left as it was.</summary>
    /// <param name="sampled">This step's experiences, of the current policy.</param>
    /// <param name="replayed">An earlier experience, or null.</param>
    public ControllerState Learn(ControllerState state, IReadOnlyList<Experience> sampled, Experience? replayed)
    {
        var next = state.Copy();
        var mean = sampled.Average(e => e.Reward);
        var baseline = options.BaselineDecay is { } decay ? decay * (state.Baseline ?? mean) + (1 - decay) * mean : 0;
        next = next with { Baseline = options.BaselineDecay is null ? null : baseline };

        next = Ascend(next, probabilities =>
        {
            var slope = new double[blocks];
            foreach (var experience in sampled)
            {
                AddLogSlope(slope, experience, probabilities, _ => (experience.Reward - baseline) / sampled.Count);
            }

            return slope;
        });

        return replayed is null ? next : Ascend(next, probabilities =>
        {
            var slope = new double[blocks];
            var advantage = replayed.Reward - baseline;
            AddLogSlope(slope, replayed, probabilities, block => replay.Weight(
                Chosen(replayed.Scheme, probabilities, block) / Chosen(replayed.Scheme, replayed.Probabilities, block), advantage));
            return slope;
        });
    }

    /// <summary>p-bar: the mean probability of the decisions that were sampled (Fig. 5, Table V), in 0..1.</summary>
    public static double MeanDecisionProbability(IReadOnlyList<Scheme> sampled, double[] probabilities) =>
        sampled.Average(scheme => Enumerable.Range(0, scheme.Blocks).Average(block => Chosen(scheme, probabilities, block)));

    private static double Chosen(Scheme scheme, double[] probabilities, int block) =>
        scheme[block] ? probabilities[block] : 1 - probabilities[block];

    // d log p-hat / d logit = (a - p) / temperature, whichever way the decision went.
    private void AddLogSlope(double[] slope, Experience experience, double[] probabilities, Func<int, double> weight)
    {
        for (var block = 0; block < blocks; block++)
        {
            var direction = (experience.Scheme[block] ? 1 : 0) - probabilities[block];
            slope[block] += weight(block) * direction / options.Temperature;
        }
    }

    private ControllerState Ascend(ControllerState state, Func<double[], double[]> slopeOfLogits)
    {
        var activations = network.Forward(state.Parameters, input);
        var slope = slopeOfLogits(Sigmoid(activations[^1]));
        var gradient = new double[network.ParameterCount];
        network.Backward(state.Parameters, activations, [.. slope.Select(s => -s)], gradient);
        return state with { Optimiser = optimiser.Step(state.Parameters, gradient, state.Optimiser) };
    }

    private double[] Sigmoid(double[] logits) => [.. logits.Select(logit => 1 / (1 + Math.Exp(-logit / options.Temperature)))];
}
