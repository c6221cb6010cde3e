using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;
using MathNet.Numerics.Statistics;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>
/// Relative inference time increment (Eq. 7): (It(attention) - It(original)) / It(original) x 100, where It is the
/// median time of a forward pass of 50 images. All networks are measured in turn, round after round, so that what
/// slows the machine slows them alike.
/// </summary>
public sealed class InferenceTimer(DeviceSlot slot, TimeProvider time)
{
    /// <summary>Images of one forward pass.</summary>
    public const int BatchSize = 50;

    private const int WarmUps = 3;

    /// <summary>Must run on the slot's thread.</summary>
    /// <param name="networks">The original network first, each with the scheme it runs.</param>
    /// <param name="forwards">Rounds, at least 1; the paper has 1000.</param>
    /// <returns>The time of each network.</returns>
    public InferenceTime[] Measure(IReadOnlyList<(AttentionNetwork Network, Scheme Scheme)> networks, int imageSize, int forwards,
        Action<int> report, CancellationToken cancellation)
    {
        using var grad = no_grad();
        using var images = Images(imageSize);
        var milliseconds = networks.Select(_ => new double[forwards]).ToArray();
        for (var round = -WarmUps; round < forwards; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < networks.Count; i++)
            {
                var (network, scheme) = networks[i];
                network.eval();
                var started = time.GetTimestamp();
                using var scope = NewDisposeScope();
                // Reading one value waits for a GPU to be done.
                _ = network.call(images, scheme).sum().item<float>();
                if (round >= 0)
                {
                    milliseconds[i][round] = time.GetElapsedTime(started).TotalMilliseconds;
                }
            }

            report(Math.Max(0, round + 1));
        }

        return [.. milliseconds.Select(m => new InferenceTime(m.Median(), m.LowerQuartile(), m.UpperQuartile(), forwards, slot.Threads))];
    }

    /// <summary>Eq. 7, in percent.</summary>
    public static double Increment(double attention, double original) => (attention - original) / original * 100;

    private Tensor Images(int size)
    {
        var random = new Philox(0);
        var values = new float[BatchSize * size * size * 3];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)random.Normal(RandomStream.LatencyInput, 0, (uint)i);
        }

        using var scope = NewDisposeScope();
        return tensor(values, [BatchSize, size, size, 3]).to(slot.Device).permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
