using Lth4Sa.Search.Loop;

namespace Lth4Sa.Grains.Runs;

/// <param name="Chain">After the step, 64 hex digits.</param>
internal sealed record LoggedStep(SearchStep Step, string Chain);
