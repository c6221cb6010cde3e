using Lth4Sa.Search.NeuralNetworks;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Enas;

/// <summary>
/// ENAS (Pham et al., arXiv:1802.03268) for connections: an LSTM decides block after block, and its input is the decision
/// before, so bit l depends on bits 1..l-1. REINFORCE with a moving baseline and an entropy bonus, Adam. ENAS has two
/// logits K tanh(z / T) and a softmax for each decision; a sigmoid of 2 K tanh(z / T) is the same function. Deviation:
/// the supernet is trained beforehand, as for every strategy here, and not in turns with the controller.
/// </summary>
internal sealed class EnasController : ISearchStrategy
{
    // Tokens: the start, and the decision before.
    private const int StartToken = 0, OffToken = 1, OnToken = 2, Tokens = 3;

    private readonly int blocks;
    private readonly int samples;
    private readonly EnasOptions options;
    private readonly Philox random;
    private readonly Lstm network;
    private readonly Trained theta;
    private readonly RewardScale scale;
    private readonly double[] outputs;
    private readonly double[] slope;
    private readonly int[] sequence;

    public EnasController(int blocks, EnasOptions options, int samples, ulong seed)
    {
        (this.blocks, this.options, this.samples, random) = (blocks, options, samples, new Philox(seed));
        network = new Lstm(Tokens, options.HiddenWidth, blocks);
        theta = new Trained(network.Initialise(random, RandomStream.LstmWeights), OptimiserKind.Adam, options.LearningRate);
        scale = new RewardScale(options.BaselineDecay, normalise: false);
        (outputs, slope, sequence) = (new double[blocks], new double[blocks], new int[blocks]);
    }

    public Proposal Propose(long step)
    {
        var (schemes, connected, certainty) = (new Scheme[samples], new double[blocks], 0.0);
        for (var sample = 0; sample < samples; sample++)
        {
            var first = (uint)(sample * blocks);
            schemes[sample] = Walk((block, p) => random.Uniform(RandomStream.Actions, (ulong)step, first + (uint)block) < p);
            for (var block = 0; block < blocks; block++)
            {
                var p = Probability(outputs[block]);
                connected[block] += p / samples;
                certainty += (schemes[sample][block] ? p : 1 - p) / (samples * blocks);
            }
        }

        return new Proposal(schemes, connected, certainty);
    }

    public void Learn(long step, IReadOnlyList<Experience> sampled, IReadOnlyList<Experience> replayed)
    {
        scale.Observe(sampled);
        foreach (var experience in sampled)
        {
            Walk((block, _) => experience.Scheme[block]);
            var advantage = scale.Advantage(experience.Reward);
            for (var block = 0; block < blocks; block++)
            {
                // Descent: the negative slope of advantage x log p-hat + weight x entropy by the output z.
                var (p, bound) = (Probability(outputs[block]), Math.Tanh(outputs[block] / options.Temperature));
                var logit = 2 * options.TanhConstant * bound;
                var byLogit = advantage * ((experience.Scheme[block] ? 1 : 0) - p) - options.Entropy * logit * p * (1 - p);
                slope[block] = -byLogit * 2 * options.TanhConstant * (1 - bound * bound) / options.Temperature / sampled.Count;
            }

            network.Backward(theta.Parameters, sequence, slope, theta.Gradient);
        }

        theta.Step();
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

    // Runs the LSTM over the decisions that are taken on the way; leaves tokens and outputs behind.
    private Scheme Walk(Func<int, double, bool> decide)
    {
        var (bits, token) = (0UL, StartToken);
        for (var block = 0; block < blocks; block++)
        {
            sequence[block] = token;
            outputs[block] = network.Next(theta.Parameters, block, token);
            var on = decide(block, Probability(outputs[block]));
            bits |= on ? 1UL << block : 0;
            token = on ? OnToken : OffToken;
        }

        return new Scheme(bits, blocks);
    }

    private double Probability(double output) => 1 / (1 + Math.Exp(-2 * options.TanhConstant * Math.Tanh(output / options.Temperature)));
}
