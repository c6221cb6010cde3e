using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Wire;

/// <summary>Takes schemes apart for Orleans' serializer, and puts them together again.</summary>
[RegisterConverter]
public sealed class SchemeConverter : IConverter<Scheme, SchemeSurrogate>
{
    /// <inheritdoc/>
    public Scheme ConvertFromSurrogate(in SchemeSurrogate surrogate) => new(surrogate.Bits, surrogate.Blocks);

    /// <inheritdoc/>
    public SchemeSurrogate ConvertToSurrogate(in Scheme value) => new() { Bits = value.Bits, Blocks = value.Blocks };
}
