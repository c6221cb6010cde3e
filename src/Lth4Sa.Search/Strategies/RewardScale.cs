namespace Lth4Sa.Search.Strategies;

/// <summary>Turns rewards into advantages: less a moving average of them, and, if wanted, over their moving deviation.</summary>
/// <param name="decay">The decay of the moving averages, in [0, 1); with null the reward itself is the advantage.</param>
/// <param name="normalise">Whether advantages are divided by the deviation.</param>
internal sealed class RewardScale(double? decay, bool normalise) : IRecoverable
{
    // Below it rewards count as equal: their differences are rounding.
    private const double MinDeviation = 1e-8;

    private double? mean;
    private double square;

    /// <summary>The moving average; null before the first reward.</summary>
    public double? Mean => mean;

    public void Observe(IReadOnlyList<Experience> sampled)
    {
        if (decay is not { } keep || sampled.Count == 0)
        {
            return;
        }

        var (now, squares) = (0.0, 0.0);
        foreach (var experience in sampled)
        {
            now += experience.Reward / sampled.Count;
        }

        var before = mean ?? now;
        foreach (var experience in sampled)
        {
            squares += (experience.Reward - before) * (experience.Reward - before) / sampled.Count;
        }

        square = mean is null ? squares : keep * square + (1 - keep) * squares;
        mean = keep * before + (1 - keep) * now;
    }

    public double Advantage(double reward)
    {
        var advantage = reward - (mean ?? 0);
        return !normalise ? advantage : advantage / Math.Max(Math.Sqrt(square), MinDeviation);
    }

    public void Save(BinaryWriter to)
    {
        to.Write(mean ?? double.NaN);
        to.Write(square);
    }

    public void Restore(BinaryReader from)
    {
        var value = from.ReadDouble();
        mean = double.IsNaN(value) ? null : value;
        square = from.ReadDouble();
    }
}
