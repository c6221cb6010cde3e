using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Search.Schemes;
using TorchSharp;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>Counts the images that a network classifies correctly. Must run on the slot's thread.</summary>
/// <param name="batchSize">Images at a time, part of what makes a count repeat bit for bit; null is what suits the device.</param>
public sealed class SchemeEvaluator(DeviceSlot slot, int? batchSize = null)
{
    /// <summary>Part of a supernet's id: to be raised with every change that can alter a count.</summary>
    public const int Version = 2;

    /// <summary>Leaves whose logits wait to be counted together, so that they are bounded.</summary>
    private const int LeavesTogether = 128;

    private readonly int size = batchSize ?? EvaluationMemory.PreferredBatch(slot.Device.type == DeviceType.CPU);

    /// <summary>Correct predictions over all images; the same for any number of threads.</summary>
    public int CountCorrect(FoldedNetwork network, Scheme scheme, ImageSet images, Normalisation normalisation) =>
        CountCorrect(new PrefixTree(network, [scheme]), images, normalisation)[0];

    /// <summary>Correct predictions of each scheme of the tree; they are those that each has by itself.</summary>
    public int[] CountCorrect(PrefixTree tree, ImageSet images, Normalisation normalisation) =>
        Count(tree, images.Count, new BatchReader(images, normalisation, slot.Device, 0).InOrder);

    /// <summary>Correct predictions of one batch, which is taken in parts of the size that suits the device.</summary>
    public int[] CountCorrect(PrefixTree tree, Batch batch) =>
        Count(tree, (int)batch.Labels.numel(), (start, length) => new Batch(batch.Images.narrow(0, start, length),
            batch.Labels.narrow(0, start, length)));

    /// <summary>Whether each scheme of the tree classifies each of these images correctly.</summary>
    public bool[][] Answers(PrefixTree tree, ImageSet images, Normalisation normalisation, int[] chosen)
    {
        var reader = new BatchReader(images, normalisation, slot.Device, 0);
        var answers = Enumerable.Range(0, tree.Leaves).Select(_ => new bool[chosen.Length]).ToArray();
        Run(tree, chosen.Length, (start, length) => reader.Of(chosen.AsSpan(start, length)),
            (scheme, start, row) => row.CopyTo(answers[scheme].AsSpan(start)));
        return answers;
    }

    private int[] Count(PrefixTree tree, int images, Func<int, int, Batch> batchOf)
    {
        var correct = new int[tree.Leaves];
        Run(tree, images, batchOf, (scheme, _, row) => Interlocked.Add(ref correct[scheme], row.Count(true)));
        return correct;
    }

    // The answers come by scheme and first image, from any of the slot's threads.
    private void Run(PrefixTree tree, int images, Func<int, int, Batch> batchOf, Answered answered) =>
        slot.Each((images + size - 1) / size, part =>
    {
        using var scope = NewDisposeScope();
        var start = part * size;
        using var batch = batchOf(start, Math.Min(size, images - start));
        var (places, logits) = (new List<int>(LeavesTogether), new List<Tensor>(LeavesTogether));
        tree.Run(batch.Images, (scheme, leaf) =>
        {
            places.Add(scheme);
            logits.Add(leaf);
            if (places.Count == LeavesTogether)
            {
                Flush();
            }
        });
        Flush();

        // The logits of a leaf are computed as if it were alone, because a product over more rows rounds otherwise; what
        // follows is exact, so it is done for many at once.
        void Flush()
        {
            if (places.Count == 0)
            {
                return;
            }

            using var inner = NewDisposeScope();
            var right = stack(logits).argmax(2).eq(batch.Labels).data<bool>().ToArray();
            var length = right.Length / places.Count;
            for (var i = 0; i < places.Count; i++)
            {
                answered(places[i], start, right.AsSpan(i * length, length));
                logits[i].Dispose();
            }

            places.Clear();
            logits.Clear();
        }
    });

    private delegate void Answered(int scheme, int start, ReadOnlySpan<bool> right);
}
