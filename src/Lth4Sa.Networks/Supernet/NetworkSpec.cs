using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;

namespace Lth4Sa.Networks.Supernet;

/// <summary>Which network: everything but its weights and its scheme.</summary>
/// <param name="Module">A name of <see cref="AttentionModules.Registry"/>.</param>
/// <param name="Sharing">One that the module allows.</param>
/// <param name="Classes">Outputs of the classifier, at least 2.</param>
public sealed record NetworkSpec(Backbone Backbone, string Module, Sharing Sharing, int Classes);
