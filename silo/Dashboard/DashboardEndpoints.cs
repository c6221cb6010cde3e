using Lth4Sa.Silo.Options;
using Lth4Sa.Silo.Security;
using Orleans.Dashboard;

namespace Lth4Sa.Silo.Dashboard;

/// <summary>
/// Orleans' dashboard at <c>/orleans</c>: silos, grains, calls and their durations, as pages and as the data that they show.
/// All of it takes the role that a GET of the API takes.
/// </summary>
internal static class DashboardEndpoints
{
    private const string Root = "/orleans";

    /// <summary>Adds what the dashboard measures, if the settings ask for a dashboard.</summary>
    public static ISiloBuilder AddDashboard(this ISiloBuilder silo, SiloSettings settings) => settings.Dashboard
        // The page that streams the log would keep its connection open when the silo stops, and delay the stop.
        ? silo.AddDashboard(dashboard => dashboard.HideTrace = true)
        : silo;

    /// <summary>Maps the pages and their data, if the settings ask for a dashboard.</summary>
    public static void MapDashboard(this IEndpointRouteBuilder app, SiloSettings settings)
    {
        if (settings.Dashboard)
        {
            // It is no part of the API, nor of its OpenAPI document.
            app.MapOrleansDashboard(Root).WithMetadata(new KeyAsPassword()).ExcludeFromDescription();
        }
    }
}
