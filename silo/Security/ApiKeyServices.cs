using Lth4Sa.Silo.Options;
using Microsoft.AspNetCore.Authorization;

namespace Lth4Sa.Silo.Security;

/// <summary>The services that authenticate and authorize requests by API keys.</summary>
internal static class ApiKeyServices
{
    /// <summary>Adds the keys of valid settings, and the policy for every request that is not for an anonymous endpoint.</summary>
    public static IServiceCollection AddApiKeys(this IServiceCollection services, SiloSettings settings)
    {
        // They are read now and not at the first request: without keys the silo would be open.
        services.AddSingleton(new ApiKeys(ApiKeyReader.Read(settings).Keys));
        // The core alone: AddAuthentication adds data protection too, which writes its keys into the home folder.
        services.AddWebEncoders().AddAuthenticationCore(authentication =>
        {
            authentication.DefaultScheme = ApiKeyHandler.SchemeName;
            authentication.AddScheme<ApiKeyHandler>(ApiKeyHandler.SchemeName, displayName: null);
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new RoleForMethod()).Build());
        return services;
    }
}
