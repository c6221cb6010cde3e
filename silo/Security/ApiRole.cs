namespace Lth4Sa.Silo.Security;

/// <summary>What the owner of an API key may do.</summary>
internal enum ApiRole
{
    /// <summary>The owner may read.</summary>
    Read,

    /// <summary>The owner may read and write.</summary>
    Write,
}
