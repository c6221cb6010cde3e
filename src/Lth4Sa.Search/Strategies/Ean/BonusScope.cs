namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>What the curiosity bonus of a scheme is.</summary>
public enum BonusScope
{
    /// <summary>The error of the predictor on the scheme itself (paper). The predictor learns the mean error of a step.</summary>
    Scheme,

    /// <summary>The sum of the errors on all schemes of its step (reference). The predictor learns that sum.</summary>
    Step,
}
