using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lth4Sa.Reports.Pages;

/// <summary>Renders a component as the text of an HTML file that needs no other file.</summary>
internal static class PageRenderer
{
    /// <param name="title">The title of the document.</param>
    /// <param name="parameters">The component's parameters by their names.</param>
    public static string Render<TComponent>(string title, params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var document = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(Document.Title)] = title,
            [nameof(Document.ChildContent)] = Content<TComponent>(parameters),
        });
        // No component of a report waits for anything, so that the page is complete when the call returns.
        var page = renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Document>(document)).ToHtmlString());
        return page.GetAwaiter().GetResult().Trim() + "\n";
    }

    private static RenderFragment Content<TComponent>((string Name, object? Value)[] parameters)
        where TComponent : IComponent => builder =>
        {
            builder.OpenComponent<TComponent>(0);
            builder.AddMultipleAttributes(1, parameters.Select(p => KeyValuePair.Create(p.Name, p.Value!)));
            builder.CloseComponent();
        };
}
