namespace Lth4Sa.Search.Statistics;

/// <summary>A coefficient of correlation with its interval of 95 %.</summary>
/// <param name="Value">The coefficient, in -1..1; null where it is not defined.</param>
/// <param name="Lower">The 2.5 % quantile of its resamples; null where no resample defines it.</param>
/// <param name="Upper">The 97.5 % quantile of its resamples; null where no resample defines it.</param>
public sealed record CorrelationEstimate(double? Value, double? Lower, double? Upper);
