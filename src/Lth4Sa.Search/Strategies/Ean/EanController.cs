using Lth4Sa.Search.NeuralNetworks;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>
/// The EAN controller: p_theta = sigmoid(logits(q0) / temperature), a ~ Bernoulli(p_theta), trained by policy gradient
/// (Eq. 6) and, from step h on, on one replayed entry a step (Eq. 31). q0 is a zero vector, so the first layer's
/// weights never matter; they are kept to have the reference's network. The reference's two logits and softmax for
/// each block are the same function as one logit and a sigmoid.
/// </summary>
public sealed class EanController : ISearchStrategy
{
    private readonly int blocks;
    private readonly ControllerOptions options;
    private readonly ReplayOptions replay;
    private readonly Philox random;
    private readonly Mlp network;
    private readonly Trained theta;
    private readonly RewardScale scale;
    private readonly double[] input;

    // The share of the probability ratios that the last replay clipped; null when nothing was replayed.
    private double? clippedShare;

    public EanController(int blocks, ControllerOptions options, ReplayOptions replay, ulong seed)
    {
        (this.blocks, this.options, this.replay, random) = (blocks, options, replay, new Philox(seed));
        network = new Mlp(options.InputWidth, options.HiddenWidth, blocks);
        theta = new Trained(
            network.Initialise(random, RandomStream.ControllerWeights), options.Optimiser, options.LearningRate, options.Momentum);
        scale = new RewardScale(options.BaselineDecay, options.Normalise);
        input = new double[options.InputWidth];
    }

    /// <summary>The parameters theta of the policy network.</summary>
    public ReadOnlySpan<double> Parameters => theta.Parameters;

    public Proposal Propose(long step)
    {
        var probabilities = Probabilities();
        var schemes = new Scheme[options.Samples];
        for (var sample = 0; sample < schemes.Length; sample++)
        {
            schemes[sample] = Sample(probabilities, step, sample);
        }

        return new Proposal(schemes, probabilities, MeanDecisionProbability(schemes, probabilities), clippedShare);
    }

    /// <summary>p_theta, one probability for each block.</summary>
    public double[] Probabilities()
    {
        var logits = network.Forward(theta.Parameters, input);
        var probabilities = new double[blocks];
        for (var block = 0; block < blocks; block++)
        {
            probabilities[block] = 1 / (1 + Math.Exp(-logits[block] / options.Temperature));
        }

        return probabilities;
    }

    /// <summary>Takes the policy-gradient step, then the replay step.</summary>
    public void Learn(long step, IReadOnlyList<Experience> sampled, Experience? replayed)
    {
        scale.Observe(sampled);
        var probabilities = Probabilities();
        var slope = new double[blocks];
        foreach (var experience in sampled)
        {
            AddLogProbGradient(slope, experience, probabilities, scale.Advantage(experience.Reward) / sampled.Count);
        }

        Ascend(probabilities, slope);
        clippedShare = null;
        if (replayed is null)
        {
            return;
        }

        probabilities = Probabilities();
        Array.Clear(slope);
        var (advantage, clipped) = (scale.Advantage(replayed.Reward), 0);
        for (var block = 0; block < blocks; block++)
        {
            var ratio = Chosen(replayed.Scheme, probabilities, block) / Chosen(replayed.Scheme, replayed.Probabilities, block);
            var weight = replay.Weight(ratio, advantage);
            clipped += weight == 0 && advantage != 0 ? 1 : 0;
            slope[block] = weight * LogProbGradient(replayed.Scheme, probabilities, block);
        }

        clippedShare = (double)clipped / blocks;

        Ascend(probabilities, slope);
    }

    /// <summary>p-bar: the mean probability of the decisions that were sampled (Fig. 5, Table V), in 0..1.</summary>
    public static double MeanDecisionProbability(IReadOnlyList<Scheme> sampled, double[] probabilities)
    {
        var sum = 0.0;
        foreach (var scheme in sampled)
        {
            for (var block = 0; block < probabilities.Length; block++)
            {
                sum += Chosen(scheme, probabilities, block);
            }
        }

        return sum / (sampled.Count * probabilities.Length);
    }

    public void Save(BinaryWriter to)
    {
        theta.Save(to);
        scale.Save(to);
    }

    public void Restore(BinaryReader from)
    {
        theta.Restore(from);
        scale.Restore(from);
    }

    private static double Chosen(Scheme scheme, double[] probabilities, int block) =>
        scheme[block] ? probabilities[block] : 1 - probabilities[block];

    private Scheme Sample(double[] probabilities, long step, int sample)
    {
        var bits = 0UL;
        for (var block = 0; block < blocks; block++)
        {
            bits |= random.Uniform(RandomStream.Actions, (ulong)step, (uint)(sample * blocks + block)) < probabilities[block]
                ? 1UL << block
                : 0;
        }

        return new Scheme(bits, blocks);
    }

    private void AddLogProbGradient(double[] slope, Experience experience, double[] probabilities, double weight)
    {
        for (var block = 0; block < blocks; block++)
        {
            slope[block] += weight * LogProbGradient(experience.Scheme, probabilities, block);
        }
    }

    // d log p-hat / d logit = (a - p) / temperature, whichever way the decision went.
    private double LogProbGradient(Scheme scheme, double[] probabilities, int block) =>
        ((scheme[block] ? 1 : 0) - probabilities[block]) / options.Temperature;

    /// <param name="probabilities">The probabilities of the last forward pass.</param>
    private void Ascend(double[] probabilities, double[] slope)
    {
        for (var block = 0; block < blocks; block++)
        {
            // d H(p) / d logit = -log(p / (1 - p)) p (1 - p) / temperature, which vanishes where p is rounded to 0 or 1.
            var spread = probabilities[block] * (1 - probabilities[block]);
            var entropy = spread == 0
                ? 0
                : options.Entropy * Math.Log((1 - probabilities[block]) / probabilities[block]) * spread / options.Temperature;
            slope[block] = -slope[block] - entropy;
        }

        network.Backward(theta.Parameters, slope, theta.Gradient);
        theta.Step();
    }
}
