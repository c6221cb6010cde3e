using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Lth4Sa.Silo.Security;

/// <summary>
/// Authenticates a request by its API key, <c>Authorization: Bearer KEY</c>, or the password of HTTP Basic where a browser opens
/// the endpoint (<see cref="KeyAsPassword"/>). On a silo without keys every request has the role write, unless a page of another
/// site sends it.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of the authentication scheme.</summary>
    public const string SchemeName = "ApiKey";

    private const string Bearer = "Bearer", Basic = "Basic realm=\"lth4sa: any name, and an API key as password\", charset=\"UTF-8\"";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(keys.AreNeeded ? AuthenticateKey() : AuthenticateLocal());

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var takesPassword = GivenKey.MayBePassword(Context);
        Response.Headers.WWWAuthenticate = takesPassword ? new StringValues([Bearer, Basic]) : Bearer;
        return RefuseAsync(
            StatusCodes.Status401Unauthorized,
            $"Expected an API key: Authorization: Bearer KEY{(takesPassword ? ", or the password of HTTP Basic" : "")}.");
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => RefuseAsync(
        StatusCodes.Status403Forbidden,
        keys.AreNeeded
            ? $"The key of {Context.User.Identity?.Name} has the role read; this takes the role write."
            : "Requests of other sites are not served.");

    private AuthenticateResult AuthenticateKey()
    {
        if (GivenKey.Of(Context) is not { } given)
        {
            return AuthenticateResult.NoResult();
        }

        // A browser that knows the key as a password adds it to the images and scripts of other sites' pages as well.
        if (GivenKey.MayBePassword(Context) && IsOfAnotherSite())
        {
            return AuthenticateResult.Fail("Requests of other sites are not served.");
        }

        return keys.Find(given) is { } key
            ? Success(new Claim(ClaimTypes.Name, key.Name), new Claim(ClaimTypes.Role, key.Role.ToString()))
            : AuthenticateResult.Fail("The key is unknown.");
    }

    // A page that a browser shows from elsewhere can send requests to loopback too: it is given no role.
    private AuthenticateResult AuthenticateLocal() =>
        IsOfAnotherSite() ? Success() : Success(new Claim(ClaimTypes.Role, nameof(ApiRole.Write)));

    private bool IsOfAnotherSite()
    {
        var origin = Request.Headers.Origin.ToString();
        // Images and scripts come without an origin. A link that somebody follows shows a page, and is welcome.
        var isEmbedded = Request.Headers["Sec-Fetch-Site"] == "cross-site" && Request.Headers["Sec-Fetch-Mode"] != "navigate";
        return isEmbedded
            || (origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == Request.Host.Value));
    }

    private static AuthenticateResult Success(params IEnumerable<Claim> claims) =>
        AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));

    private Task RefuseAsync(int status, string detail) => TypedResults.Problem(detail, statusCode: status).ExecuteAsync(Context);
}
