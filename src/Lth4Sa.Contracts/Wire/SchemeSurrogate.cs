using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Wire;

/// <summary>A scheme as it crosses from silo to silo.</summary>
[GenerateSerializer, Immutable]
public struct SchemeSurrogate
{
    /// <summary>The connections; bit l - 1 is block l.</summary>
    [Id(0)] public ulong Bits;

    /// <summary>The number of blocks, 1 to 64.</summary>
    [Id(1)] public int Blocks;
}

/// <summary>Takes schemes apart for Orleans' serializer, and puts them together again.</summary>
[RegisterConverter]
public sealed class SchemeConverter : IConverter<Scheme, SchemeSurrogate>
{
    /// <inheritdoc/>
    public Scheme ConvertFromSurrogate(in SchemeSurrogate surrogate) => new(surrogate.Bits, surrogate.Blocks);

    /// <inheritdoc/>
    public SchemeSurrogate ConvertToSurrogate(in Scheme value) => new() { Bits = value.Bits, Blocks = value.Blocks };
}
