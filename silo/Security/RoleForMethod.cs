using Microsoft.AspNetCore.Authorization;

namespace Lth4Sa.Silo.Security;

/// <summary>
/// The requirement that GET and HEAD take any role, and all other methods the role write. It holds for every request, so that
/// an endpoint cannot forget it.
/// </summary>
internal sealed class RoleForMethod : AuthorizationHandler<RoleForMethod, HttpContext>, IAuthorizationRequirement
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleForMethod requirement, HttpContext resource)
    {
        var reads = HttpMethods.IsGet(resource.Request.Method) || HttpMethods.IsHead(resource.Request.Method);
        if (context.User.IsInRole(nameof(ApiRole.Write)) || (reads && context.User.IsInRole(nameof(ApiRole.Read))))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
