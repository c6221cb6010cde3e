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
