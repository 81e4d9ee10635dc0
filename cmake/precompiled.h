// SPDX-License-Identifier: Apache-2.0
// What most files include anyway, compiled once. A file still includes what it uses: the build with
// PROVISO_PRECOMPILE=OFF must pass. Nothing of ours stands here, or every change would rebuild
// everything; docs/building.md has what each header costs.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
