namespace Orleans.Runtime;

/// <summary>A grain's type and key; <c>ToString</c> is <c>type/key</c>, as in Orleans.</summary>
public readonly struct GrainId : IEquatable<GrainId>
{
    internal GrainId(GrainType type, IdSpan key) => (Type, Key) = (type, key);

    public GrainType Type { get; }

    public IdSpan Key { get; }

    public static GrainId Create(string type, string key) => new(new GrainType(type), new IdSpan(key));

    public bool Equals(GrainId other) => Type.Equals(other.Type) && Key.Equals(other.Key);

    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Type, Key);

    public override string ToString() => $"{Type}/{Key}";

    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);
}

public readonly record struct GrainType
{
    private readonly string value;

    internal GrainType(string value) => this.value = value;

    public override string ToString() => value;
}

public readonly record struct IdSpan
{
    private readonly string value;

    internal IdSpan(string value) => this.value = value;

    public override string ToString() => value;
}
