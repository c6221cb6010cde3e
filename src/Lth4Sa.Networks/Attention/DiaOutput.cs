namespace Lth4Sa.Networks.Attention;

/// <summary>What the cell state goes through before the output gate.</summary>
public enum DiaOutput
{
    /// <summary>The authors' reference code; <c>dia</c>.</summary>
    Sigmoid,

    /// <summary>A textbook LSTM; <c>dia-tanh</c>.</summary>
    Tanh,
}
