using System.Numerics;

namespace Lth4Sa.Search.Statistics;

/// <summary>
/// Which of many candidates may still be among the k most accurate ones once a part of the images has been seen:
/// sequential halving's rounds, each of which doubles the images, but a candidate goes only when k others are better
/// with confidence. Candidates are compared in pairs on the same images, drawn without replacement, by the empirical
/// Bernstein-Serfling inequality (Bardenet and Maillard, Bernoulli 21, 2015, Theorem 4.3): with probability 1 - d
/// the mean over all N images differs from that over the n seen by at most
/// s sqrt(2 r log(5/d) / n) + (7/3 + 3/sqrt 2) 2 log(5/d) / n, where s is the deviation of the differences, r = 1 - (n - 1)/N
/// up to N/2 and (1 - n/N)(1 + 1/n) beyond it. d is the doubt shared out evenly over all ordered pairs and rounds.
/// </summary>
public sealed class Screening
{
    /// <summary>The divisor of the images that gives those of the first round.</summary>
    private const int FirstPart = 16;

    private static readonly double Kappa = 7.0 / 3 + 3 / Math.Sqrt(2);

    private readonly int keep;
    private readonly double logOfDoubt;
    private readonly List<ulong>[] correct;
    private int[] remaining;

    /// <param name="candidates">The number of candidates, at least 1.</param>
    /// <param name="keep">The number k of candidates to keep, at least 1.</param>
    /// <param name="images">The number N of images, at least 1.</param>
    /// <param name="confidence">Probability that all of the k best are kept, in (0, 1).</param>
    public Screening(int candidates, int keep, int images, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(candidates, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "expected a number above 0 and below 1");
        }

        (this.keep, Images) = (keep, images);
        remaining = [.. Enumerable.Range(0, candidates)];
        correct = [.. remaining.Select(_ => new List<ulong>())];
        Ends = [.. Rounds(images)];
        logOfDoubt = Math.Log(5.0 * candidates * Math.Max(candidates - 1, 1) * Ends.Count / (1 - confidence));
    }

    /// <summary>N.</summary>
    public int Images { get; }

    /// <summary>How many images have been seen at the end of each round; the last is N.</summary>
    public IReadOnlyList<int> Ends { get; }

    /// <summary>Images seen so far.</summary>
    public int Seen { get; private set; }

    /// <summary>Candidates that may be among the best, in order.</summary>
    public IReadOnlyList<int> Remaining => remaining;

    /// <summary>Nothing is left to find out.</summary>
    public bool Ended => remaining.Length <= keep || Seen == Images;

    /// <summary>Takes in the images of a round.</summary>
    /// <param name="answers">The answers of each remaining candidate, in order: whether it classified each of the images correctly.</param>
    public void Add(IReadOnlyList<bool[]> answers)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(answers.Count, remaining.Length, nameof(answers));
        var count = answers[0].Length;
        for (var i = 0; i < remaining.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(answers[i].Length, count, nameof(answers));
            Append(correct[remaining[i]], answers[i]);
        }

        Seen += count;
        remaining = Seen == Images
            ? [.. remaining.OrderByDescending(Correct).ThenBy(c => c).Take(keep).Order()]
            : [.. remaining.Where(candidate => remaining.Count(other => IsBetter(other, candidate)) < keep)];
    }

    private static IEnumerable<int> Rounds(int images)
    {
        for (var end = (images + FirstPart - 1) / FirstPart; end < images; end *= 2)
        {
            yield return end;
        }

        yield return images;
    }

    private static void Append(List<ulong> bits, bool[] answers)
    {
        // Rounds need not fill their last word: zeros in both of a pair do not differ.
        for (var start = 0; start < answers.Length; start += 64)
        {
            var word = 0UL;
            for (var i = start; i < Math.Min(start + 64, answers.Length); i++)
            {
                word |= answers[i] ? 1UL << (i - start) : 0;
            }

            bits.Add(word);
        }
    }

    private int Correct(int candidate) => correct[candidate].Sum(BitOperations.PopCount);

    private bool IsBetter(int other, int candidate)
    {
        var difference = (double)(Correct(other) - Correct(candidate)) / Seen;
        if (difference <= 0)
        {
            return false;
        }

        var disagree = correct[other].Zip(correct[candidate], (a, b) => BitOperations.PopCount(a ^ b)).Sum();
        var deviation = Math.Sqrt(Math.Max(0, (double)disagree / Seen - difference * difference));
        var left = Seen <= Images / 2 ? 1 - (Seen - 1.0) / Images : (1 - (double)Seen / Images) * (1 + 1.0 / Seen);
        return difference > deviation * Math.Sqrt(2 * left * logOfDoubt / Seen) + Kappa * 2 * logOfDoubt / Seen;
    }
}
