using System.Text;

namespace Lth4Sa.Silo.Security;

/// <summary>The API key that a request gives in its header <c>Authorization</c>.</summary>
internal static class GivenKey
{
    private const string Bearer = "Bearer ", Basic = "Basic ";

    /// <summary>Whether the endpoint of a request takes a key as a password, too.</summary>
    public static bool MayBePassword(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<KeyAsPassword>() is not null;

    /// <summary>Reads the key; null when the request gives none in a form that its endpoint takes.</summary>
    public static string? Of(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..].Trim();
        }

        return header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) && MayBePassword(context)
            ? PasswordOf(header[Basic.Length..].Trim())
            : null;
    }

    // RFC 7617: the base64 of the user's name, a colon and the password. The name is anything: a key is its owner's alone.
    private static string? PasswordOf(string credentials)
    {
        var bytes = new byte[credentials.Length];
        return Convert.TryFromBase64String(credentials, bytes, out var count)
            && Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2) is [_, var password]
                ? password
                : null;
    }
}
