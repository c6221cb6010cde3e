using Lth4Sa.Search.NeuralNetworks;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>
/// The EAN controller: p_theta = sigmoid(logits(q0) / temperature), a ~ Bernoulli(p_theta), trained by policy gradient
/// (Eq. 6) and, from step h on, on one replayed entry a step (Eq. 31). q0 is a zero vector, so the first layer's
/// weights never matter; they are kept to have the reference's network. With two logits for each block, off before on, the
/// probability is their softmax, which is the sigmoid of their difference.
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
        network = new Mlp(options.InputWidth, options.HiddenWidth, options.Logits * blocks);
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
    public double[] Probabilities() => ProbabilitiesOf(LogOdds());

    /// <summary>Takes the policy-gradient step, then the replay step.</summary>
    public void Learn(long step, IReadOnlyList<Experience> sampled, IReadOnlyList<Experience> replayed)
    {
        scale.Observe(sampled);
        var probabilities = Probabilities();
        var slope = new double[blocks];
        foreach (var experience in sampled)
        {
            var weight = scale.Advantage(experience.Reward) / sampled.Count;
            for (var block = 0; block < blocks; block++)
            {
                slope[block] += weight * LogProbGradient(experience.Scheme, probabilities, block);
            }
        }

        Ascend(probabilities, slope);
        clippedShare = replayed.Count > 0 ? Replay(replayed) : null;
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

    private static double[] ProbabilitiesOf(double[] odds) => Array.ConvertAll(odds, x => 1 / (1 + Math.Exp(-x)));

    // log(p / (1 - p)) of each block.
    private double[] LogOdds()
    {
        var logits = network.Forward(theta.Parameters, input);
        var odds = new double[blocks];
        for (var block = 0; block < blocks; block++)
        {
            odds[block] = (options.Logits == 2 ? logits[2 * block + 1] - logits[2 * block] : logits[block]) / options.Temperature;
        }

        return odds;
    }

    // Answers the share of the ratios that were clipped.
    private double Replay(IReadOnlyList<Experience> entry)
    {
        var odds = LogOdds();
        var (probabilities, decisions) = (ProbabilitiesOf(odds), new List<ReplayedDecision>(entry.Count * blocks));
        foreach (var experience in entry)
        {
            var advantage = scale.Advantage(experience.Reward);
            for (var block = 0; block < blocks; block++)
            {
                var now = Chosen(experience.Scheme, probabilities, block);
                var then = Chosen(experience.Scheme, experience.Probabilities, block);
                // log sigmoid, which stays finite where the probability is rounded to 0.
                var x = experience.Scheme[block] ? odds[block] : -odds[block];
                decisions.Add(new ReplayedDecision(now / then, Math.Min(x, 0) - Math.Log(1 + Math.Exp(-Math.Abs(x))), advantage));
            }
        }

        var (weights, clipped) = ReplayGradient.Of(replay, decisions, entry.Count);
        var slope = new double[blocks];
        for (var i = 0; i < weights.Length; i++)
        {
            slope[i % blocks] += weights[i] * LogProbGradient(entry[i / blocks].Scheme, probabilities, i % blocks);
        }

        Ascend(probabilities, slope);
        return clipped;
    }

    // d log p-hat / d logit = (a - p) / temperature, whichever way the decision went; the logit of on, where there are two.
    private double LogProbGradient(Scheme scheme, double[] probabilities, int block) =>
        ((scheme[block] ? 1 : 0) - probabilities[block]) / options.Temperature;

    /// <param name="probabilities">The probabilities of the last forward pass.</param>
    private void Ascend(double[] probabilities, double[] slope)
    {
        var outputs = new double[options.Logits * blocks];
        for (var block = 0; block < blocks; block++)
        {
            // d H(p) / d logit = -log(p / (1 - p)) p (1 - p) / temperature, which vanishes where p is rounded to 0 or 1.
            var spread = probabilities[block] * (1 - probabilities[block]);
            var entropy = spread == 0
                ? 0
                : options.Entropy * Math.Log((1 - probabilities[block]) / probabilities[block]) * spread / options.Temperature;
            var down = -slope[block] - entropy;
            if (options.Logits == 2)
            {
                (outputs[2 * block], outputs[2 * block + 1]) = (-down, down);
            }
            else
            {
                outputs[block] = down;
            }
        }

        network.Backward(theta.Parameters, outputs, theta.Gradient);
        theta.Step();
    }
}
