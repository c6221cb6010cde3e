using Lth4Sa.Search.Random;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Search.Tests;

public sealed class ScreeningTests
{
    private const int Images = 4000, Keep = 3;

    [Fact]
    public void Screening_ManyTrials_KeepsAllOfTheBestAndSavesImages()
    {
        var (missed, forwarded) = (0, 0L);
        for (var trial = 0; trial < 40; trial++)
        {
            var (answers, screening) = (Answers(30, trial), new Screening(30, Keep, Images, 0.9));
            forwarded += Run(screening, answers);
            var best = answers.OrderByDescending(a => a.Count(right => right)).Take(Keep).Select(a => Array.IndexOf(answers, a));
            missed += best.All(screening.Remaining.Contains) ? 0 : 1;
        }

        // The bound is safe: a tenth of the trials may fail, and hardly one does.
        Assert.InRange(missed, 0, 4);
        Assert.InRange(forwarded, 1, 40L * 30 * Images * 2 / 3);
    }

    [Fact]
    public void Screening_CandidatesThatHardlyDiffer_SeesEveryImageAndIsExact()
    {
        var (answers, screening) = (Answers(6, 1, spread: 0), new Screening(6, 2, 100, 0.99));
        Assert.Equal(600, Run(screening, answers));
        Assert.Equal(100, screening.Seen);
        var counts = answers.Select(a => a.Take(100).Count(right => right)).ToArray();
        Assert.Equal(Enumerable.Range(0, 6).OrderByDescending(i => counts[i]).ThenBy(i => i).Take(2).Order(), screening.Remaining);
    }

    [Fact]
    public void Screening_OneIsAlwaysRightAndTheOthersNever_KnowsItEarly()
    {
        bool[][] answers = [new bool[Images], [.. Enumerable.Repeat(true, Images)], new bool[Images]];
        var screening = new Screening(3, 1, Images, 0.95);
        Run(screening, answers);
        Assert.Equal([1], screening.Remaining);
        Assert.InRange(screening.Seen, 1, Images / 8);
    }

    [Theory]
    [InlineData(0, 1, 1, 0.5)]
    [InlineData(1, 0, 1, 0.5)]
    [InlineData(1, 1, 0, 0.5)]
    [InlineData(1, 1, 1, 1)]
    public void Screening_BadArguments_AreRefused(int candidates, int keep, int images, double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Screening(candidates, keep, images, confidence));

    // Images forwarded, over all candidates.
    private static long Run(Screening screening, bool[][] answers)
    {
        var images = 0L;
        foreach (var end in screening.Ends.TakeWhile(_ => !screening.Ended))
        {
            images += (long)(end - screening.Seen) * screening.Remaining.Count;
            screening.Add([.. screening.Remaining.Select(i => answers[i][screening.Seen..end])]);
        }

        return images;
    }

    // Images have a difficulty that all candidates share, so they agree on most.
    private static bool[][] Answers(int candidates, int trial, double spread = 0.4)
    {
        var random = new Philox((ulong)trial);
        return [.. Enumerable.Range(0, candidates).Select(c => Enumerable.Range(0, Images).Select(i =>
            random.Uniform(RandomStream.Landscape, 0, (uint)i) + 0.1
                * random.Uniform(RandomStream.Landscape, (ulong)c + 1, (uint)i) < 0.6 + spread * c / candidates).ToArray())];
    }
}
