using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Lth4Sa.Silo.Security;

/// <summary>
/// Authenticates a request by its API key, <c>Authorization: Bearer KEY</c>. On a silo without keys every request has the role
/// write, unless a page of another site sends it.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of the authentication scheme.</summary>
    public const string SchemeName = "ApiKey";

    private const string Prefix = "Bearer ";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(keys.AreNeeded ? AuthenticateKey() : AuthenticateLocal());

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return RefuseAsync(StatusCodes.Status401Unauthorized, "Expected an API key: Authorization: Bearer KEY.");
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => RefuseAsync(
        StatusCodes.Status403Forbidden,
        keys.AreNeeded
            ? $"The key of {Context.User.Identity?.Name} has the role read; this takes the role write."
            : "Requests of other sites are not served.");

    private AuthenticateResult AuthenticateKey()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        return keys.Find(header[Prefix.Length..].Trim()) is { } key
            ? Success(new Claim(ClaimTypes.Name, key.Name), new Claim(ClaimTypes.Role, key.Role.ToString()))
            : AuthenticateResult.Fail("The key is unknown.");
    }

    // A page that a browser shows from elsewhere can send requests to loopback too: it is given no role.
    private AuthenticateResult AuthenticateLocal() =>
        IsOfAnotherSite() ? Success() : Success(new Claim(ClaimTypes.Role, nameof(ApiRole.Write)));

    private bool IsOfAnotherSite()
    {
        var origin = Request.Headers.Origin.ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == Request.Host.Value);
    }

    private static AuthenticateResult Success(params IEnumerable<Claim> claims) =>
        AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));

    private Task RefuseAsync(int status, string detail) => TypedResults.Problem(detail, statusCode: status).ExecuteAsync(Context);
}
